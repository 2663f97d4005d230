namespace GitProto.Storage.Tests.Walking;

/// <summary>Histories with merges, tags and shared files, from a fixed seed.</summary>
internal static class History
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    /// <summary>Commits each of which has one of the last few, or two of them, as parents.</summary>
    /// <param name="repository">Where they go; <c>refs/heads/b0</c> to <c>b4</c> are the last ones, <c>refs/tags/t*</c> every tenth.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the random choices.</param>
    /// <param name="skew">By how many seconds clocks may be wrong.</param>
    public static async Task<List<ObjectId>> GrowAsync(IRepository repository, int count, int seed, int skew = 0)
    {
        var random = new Random(seed);
        var commits = new List<ObjectId>();
        for (var number = 0; number < count; number++)
        {
            var parents = Enumerable.Range(0, Math.Min(number, random.Next(5) == 0 ? 2 : 1)).Select(_ => commits[random.Next(Math.Max(0, number - 6), number)]).Distinct().ToArray();
            var files = Enumerable.Range(0, random.Next(1, 4)).Select(_ => ($"d{random.Next(3)}/e{random.Next(3)}/f{random.Next(4)}", (string?)$"text {random.Next(60)}\n"));
            var when = Start.AddSeconds((number * 60) + random.Next(-skew, skew + 1));
            var branch = $"refs/heads/b{number % 5}";
            commits.Add(await repository.CommitAsync(branch, $"Commit {number}", files, new() { Parents = parents, Author = new("A", "a@example.com", when) }));
            if (number % 10 == 9)
                await repository.TagAsync($"t{number}", commits[number], "Tag", new("A", "a@example.com", when));
        }
        return commits;
    }

    /// <summary>A commit on given parents, whose tree is empty.</summary>
    public static ObjectId Commit(IRepository repository, long minute, params ObjectId[] parents)
    {
        var author = new Signature("A", "a@example.com", Start.AddMinutes(minute));
        return repository.Objects.WriteCommit(repository.Objects.Write(ObjectType.Tree, []), parents, author, author, $"{minute}");
    }

    /// <summary>Commits in a row, the oldest first, one a minute.</summary>
    public static List<ObjectId> Chain(IRepository repository, int count, params ObjectId[] parents)
    {
        var commits = new List<ObjectId>();
        for (var number = 0; number < count; number++)
            commits.Add(Commit(repository, number, number == 0 ? parents : [commits[^1]]));
        return commits;
    }
}

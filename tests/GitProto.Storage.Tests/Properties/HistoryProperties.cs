using System.IO.Pipelines;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Properties;

/// <summary>Histories of any shape, from one repository into another that has a part of them: packed by us and taken by git, and the other way.</summary>
public sealed class HistoryProperties
{
    private static Gen<Grown> Commits =>
        from back in Gen.Choose(1, 6)
        from merged in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 8)))
        from directory in Gen.Choose(0, 3)
        from file in Gen.Choose(0, 4)
        from text in Gen.Choose(0, 20)
        select new Grown(back, merged, $"d{directory}/e{file % 2}/f{file}", text);

    private static Gen<Case> Cases =>
        from count in Gen.Choose(1, 25)
        from commits in Gen.ListOf(Commits, count)
        from wants in Gen.ListOf(Gen.Choose(0, count - 1), 2)
        from haves in Gen.Choose(0, 2).SelectMany(number => Gen.ListOf(Gen.Choose(0, count - 1), number))
        from packing in Gen.Elements(Packings)
        select new Case([.. commits], [.. wants.Distinct()], [.. haves.Distinct()], packing);

    private static IReadOnlyList<string>[] Packings => [[], ["repack", "-adq"], ["repack", "-dq"], ["gc", "-q"], ["-c", "pack.writeReverseIndex=true", "repack", "-adq", "--write-midx"]];

    [Test]
    public void A_part_of_a_history_arrives_as_a_whole_both_ways()
    {
        var sent = 0;
        PropertyRun.Holds(Cases, test => sent += Transfer(test).GetAwaiter().GetResult(), 6);
        sent.ShouldBeGreaterThan(20);
    }

    private static async Task<int> Transfer(Case test)
    {
        using var directory = new TempDirectory();
        using var source = FileRepository.Create(directory.File("source.git"), options: new() { Fsync = FsyncComponents.None });
        var commits = await GrowAsync(source, test.Commits);
        if (test.Packing.Count > 0)
            Git.Run(source.GitDirectory, [.. test.Packing]);
        ObjectId[] wants = [.. test.Wants.Select(number => commits[number])];
        ObjectId[] haves = [.. test.Haves.Select(number => commits[number])];

        var expected = GitList(source.GitDirectory, wants, haves);
        var items = ObjectWalk.Select(source.Objects, new() { Wants = wants, Haves = haves });
        items.Select(item => item.Id).ShouldBe(expected, ignoreOrder: true);

        var known = ObjectWalk.Select(source.Objects, new() { Wants = haves }).Select(item => item.Id).ToHashSet();
        using var pack = new MemoryStream();
        await PackWriter.WriteAsync(pack, items, source.Objects, new() { ReceiverHas = known.Contains });
        var thin = Git.RunBytes(source.GitDirectory, Encoding.ASCII.GetBytes(Revisions(wants, haves)), "pack-objects", "--revs", "--thin", "--stdout", "-q", "--delta-base-offset");

        Receiver(directory, source, haves, "git.git", path => Git.RunBytes(path, pack.ToArray(), "index-pack", "--stdin", "--fix-thin", "--strict"), wants);
        Receiver(directory, source, haves, "ours.git", path =>
        {
            using var ours = FileRepository.Open(path, new() { Fsync = FsyncComponents.None });
            ours.Objects.ReceivePackAsync(PipeReader.Create(new MemoryStream(thin)), ReceivePackOptions.Default).AsTask().Wait();
        }, wants);
        return items.Count;
    }

    /// <summary>A repository that has what the other side has, gets the pack, and then has all of it.</summary>
    private static void Receiver(TempDirectory directory, FileRepository source, ObjectId[] haves, string name, Action<string> receive, ObjectId[] wants)
    {
        var path = directory.File(name);
        Git.Run(directory.Path, "init", "-q", "--bare", name);
        if (haves.Length > 0)
            Git.RunBytes(path, Git.RunBytes(source.GitDirectory, Encoding.ASCII.GetBytes(Revisions(haves, [])), "pack-objects", "--revs", "--stdout", "-q"), "unpack-objects", "-q");
        receive(path);
        foreach (var want in wants)
            Git.Run(path, "update-ref", $"refs/heads/{want}", want.ToString());
        Git.Run(path, "fsck", "--strict", "--full");
    }

    private static IEnumerable<ObjectId> GitList(string repository, ObjectId[] wants, ObjectId[] haves) =>
        Git.Run(repository, ["rev-list", "--objects", .. wants.Select(id => $"{id}"), .. haves.Select(id => $"^{id}")])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ObjectId.Parse(line.Split(' ')[0]));

    private static string Revisions(ObjectId[] wants, ObjectId[] haves) => string.Concat(wants.Select(id => $"{id}\n")) + string.Concat(haves.Select(id => $"^{id}\n"));

    private static async Task<List<ObjectId>> GrowAsync(FileRepository repository, IReadOnlyList<Grown> grown)
    {
        var commits = new List<ObjectId>();
        foreach (var commit in grown)
        {
            ObjectId[] parents = [.. new[] { commit.Back, commit.Merged }.Where(back => back > 0 && back <= commits.Count).Select(back => commits[^back]).Distinct()];
            var when = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000 + (60 * commits.Count));
            var text = string.Concat(Enumerable.Range(0, 30).Select(line => $"line {line + (line == commit.Text ? commit.Text : 0)}\n"));
            commits.Add(await repository.CommitAsync($"refs/heads/b{commits.Count}", $"Commit {commits.Count}", [(commit.File, text)], new() { Parents = parents, Author = new("A", "a@example.com", when) }));
        }
        return commits;
    }

    private sealed record Grown(int Back, int Merged, string File, int Text);

    private sealed record Case(IReadOnlyList<Grown> Commits, IReadOnlyList<int> Wants, IReadOnlyList<int> Haves, IReadOnlyList<string> Packing)
    {
        public override string ToString() => $"{string.Join("; ", Commits)} wants {string.Join(' ', Wants)} haves {string.Join(' ', Haves)} {string.Join(' ', Packing)}";
    }
}

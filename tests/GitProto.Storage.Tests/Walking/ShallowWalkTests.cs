using System.Globalization;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Shallow boundaries against those that git's own server gives git's own client.</summary>
public sealed class ShallowWalkTests : IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;
    private readonly List<ObjectId> commits;

    public ShallowWalkTests()
    {
        repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });
        commits = History.GrowAsync(repository, 40, 8).Result;
    }

    private string Clone => directory.File(TestContext.CurrentContext.Test.ID);

    private ObjectId[] Tips => [.. repository.Refs.List("refs/heads/").Select(found => found.Target!.Value)];

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public void A_depth_gives_the_boundary_that_git_gives([Values(1, 2, 3, 5, 9, 100)] int depth)
    {
        var result = Compute(new() { Wants = Tips, Depth = depth });
        Sorted(result.Shallow).ShouldBe(GitClone($"--depth={depth}"));
        result.Unshallow.ShouldBeEmpty();
    }

    [Test]
    public void A_time_gives_the_boundary_that_git_gives([Values(1, 10, 25, 38)] int minute)
    {
        var since = History.Start.AddMinutes(minute).ToUnixTimeSeconds();
        var result = Compute(new() { Wants = Tips, Since = since });
        Sorted(result.Shallow).ShouldBe(GitClone(string.Create(CultureInfo.InvariantCulture, $"--shallow-since=@{since}")));
    }

    [Test]
    public void A_ref_to_leave_out_gives_the_boundary_that_git_gives([Values("t9", "t19", "t29")] string tag)
    {
        var not = repository.Refs.Resolve(RefName.Parse("refs/tags/" + tag))!.Value;
        Sorted(Compute(new() { Wants = Tips, Not = [not] }).Shallow).ShouldBe(GitClone("--shallow-exclude=" + tag));
    }

    [Test]
    public void A_shallow_clone_is_deepened_as_git_deepens_it([Values("--depth=4", "--depth=1", "--deepen=2", "--unshallow")] string option)
    {
        var client = GitClone("--depth=2").Select(ObjectId.Parse).ToArray();
        var number = option.Contains('=', StringComparison.Ordinal) ? long.Parse(option.Split('=')[1], CultureInfo.InvariantCulture) : ShallowRequest.InfiniteDepth;
        var result = Compute(new() { Wants = Tips, ClientShallow = client, Depth = number, Relative = option.StartsWith("--deepen", StringComparison.Ordinal), Tips = Tips });
        Git.Run(Clone, "fetch", "-q", option);
        Sorted(client.Except(result.Unshallow).Union(result.Shallow)).ShouldBe(ReadShallow());
    }

    [Test]
    public void What_a_deepened_clone_lacks_and_no_more_is_selected([Values(3, 6)] int depth)
    {
        var client = GitClone("--depth=2").Select(ObjectId.Parse).ToArray();
        var had = GitObjects();
        var result = Compute(new() { Wants = Tips, ClientShallow = client, Depth = depth });
        var selection = ObjectWalk.Select(repository.Objects, new()
        {
            Wants = [.. Tips, .. result.ExtraWants],
            Haves = Tips,
            Cut = result.Cut,
            Edges = result.Unshallow,
        });
        Git.Run(Clone, "fetch", "-q", $"--depth={depth}");
        var sent = selection.Select(item => item.Id.ToString()).ToHashSet();
        GitObjects().Except(had).Except(sent).ShouldBeEmpty();
        selection.Where(item => item.Type == ObjectType.Commit).Select(item => item.Id.ToString()).Intersect(had).ShouldBeEmpty();
    }

    [Test]
    public void A_shallow_server_passes_its_own_boundary_on()
    {
        GitClone("--depth=3");
        using var shallow = FileRepository.Open(Clone);
        var result = ShallowWalk.Compute(shallow, new() { Wants = Tips, Depth = 100 });
        Sorted(result.Shallow).ShouldBe(ReadShallow());
    }

    [Test]
    public void Shallow_ids_the_server_lacks_are_passed_over_and_others_must_be_commits()
    {
        var absent = ObjectId.Parse(new string('a', 40));
        Compute(new() { Wants = Tips, ClientShallow = [absent], Depth = 1 }).Unshallow.ShouldBeEmpty();
        var blob = repository.Objects.Write(ObjectType.Blob, "x"u8);
        Should.Throw<ObjectRefusedException>(() => Compute(new() { Wants = Tips, ClientShallow = [blob], Depth = 1 }));
    }

    [Test]
    public void A_history_of_which_nothing_is_left_is_refused() =>
        Should.Throw<ObjectRefusedException>(() => Compute(new() { Wants = Tips, Since = History.Start.AddDays(1).ToUnixTimeSeconds() }));

    private ShallowResult Compute(ShallowRequest request)
    {
        commits.Count.ShouldBe(40);
        return ShallowWalk.Compute(repository, request);
    }

    private string[] GitClone(string option)
    {
        Git.Run(directory.Path, "clone", "-q", "--bare", "--no-tags", "--no-single-branch", option, "file://" + repository.GitDirectory, Clone);
        Git.Run(Clone, "config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*");
        Git.Run(Clone, "config", "remote.origin.tagOpt", "--no-tags");
        return ReadShallow();
    }

    private string[] ReadShallow() =>
        File.Exists(Path.Join(Clone, "shallow")) ? Sorted(File.ReadAllLines(Path.Join(Clone, "shallow")).Select(ObjectId.Parse)) : [];

    private HashSet<string> GitObjects() =>
        [.. Git.Run(Clone, "cat-file", "--batch-all-objects", "--batch-check=%(objectname)").Split('\n')];

    private static string[] Sorted(IEnumerable<ObjectId> ids) => [.. ids.Distinct().Select(id => id.ToString()).Order(StringComparer.Ordinal)];
}

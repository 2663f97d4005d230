using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Object walks against <c>git rev-list --objects</c>, which is asked for the same wants, haves and filter.</summary>
public sealed class ObjectWalkTests
{
    [Test]
    public async Task The_objects_are_those_that_git_lists([Values] ObjectFormat format)
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"), format: format, options: new() { Fsync = FsyncComponents.None });
        var commits = await History.GrowAsync(repository, 60, 3);
        var tags = repository.Refs.List("refs/tags/").Select(found => found.Target!.Value).ToArray();
        var random = new Random(4);
        for (var round = 0; round < 12; round++)
        {
            ObjectId[] wants = [.. random.GetItems(commits.ToArray(), random.Next(1, 4)), .. random.GetItems(tags, random.Next(2))];
            var haves = random.GetItems(commits.ToArray(), random.Next(4));
            var selection = ObjectWalk.Select(repository.Objects, new() { Wants = wants, Haves = haves });
            Sorted(selection).ShouldBe(GitList(repository, wants, haves), $"round {round}");
        }
    }

    [TestCase("blob:none")]
    [TestCase("blob:limit=8")]
    [TestCase("blob:limit=0")]
    [TestCase("tree:0")]
    [TestCase("tree:1")]
    [TestCase("tree:2")]
    [TestCase("tree:3")]
    [TestCase("object:type=blob")]
    [TestCase("object:type=tree")]
    [TestCase("object:type=commit")]
    [TestCase("object:type=tag")]
    [TestCase("combine:tree:3+blob:limit=8")]
    public async Task A_filter_leaves_out_what_git_leaves_out(string spec)
    {
        using var directory = new TempDirectory();
        using var repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });
        var commits = await History.GrowAsync(repository, 25, 5);
        var tag = repository.Refs.Resolve(RefName.Parse("refs/tags/t19"))!.Value;
        ObjectFilter.TryParse(System.Text.Encoding.ASCII.GetBytes(spec), out var filter, out var problem).ShouldBeTrue(problem);
        ObjectId[] wants = [commits[^1], commits[^2], tag];
        ObjectId[] haves = [commits[4]];
        var selection = ObjectWalk.Select(repository.Objects, new() { Wants = wants, Haves = haves, Filter = filter });
        Sorted(selection).ShouldBe(GitList(repository, wants, haves, "--filter=" + spec));
    }

    [Test]
    public async Task With_wrong_clocks_too_much_may_be_sent_but_never_too_little()
    {
        using var repository = new MemoryRepository();
        var commits = await History.GrowAsync(repository, 120, 6, skew: 3000);
        var random = new Random(7);
        for (var round = 0; round < 30; round++)
        {
            ObjectId[] wants = random.GetItems(commits.ToArray(), 2);
            ObjectId[] haves = random.GetItems(commits.ToArray(), 2);
            var all = Ids(ObjectWalk.Select(repository.Objects, new() { Wants = wants }));
            var had = Ids(ObjectWalk.Select(repository.Objects, new() { Wants = haves }));
            var sent = Ids(ObjectWalk.Select(repository.Objects, new() { Wants = wants, Haves = haves }));
            all.Except(had).Except(sent).ShouldBeEmpty();
            sent.Except(all).ShouldBeEmpty();
        }
    }

    [Test]
    public async Task The_tag_of_a_commit_that_is_sent_goes_along_if_asked_for()
    {
        using var repository = new MemoryRepository();
        var first = await repository.CommitAsync("HEAD", "One", [("a", "1")]);
        var second = await repository.CommitAsync("HEAD", "Two", [("a", "2")]);
        var old = await repository.TagAsync("old", first, "Old");
        var inner = await repository.TagAsync("inner", second, "Inner");
        var outer = await repository.TagAsync("outer", inner, "Outer");
        var selection = ObjectWalk.Select(repository.Objects, new() { Wants = [second], Haves = [first], IncludeTags = [old, outer, second] });
        selection.Where(item => item.Type == ObjectType.Tag).Select(item => item.Id).ShouldBe([outer, inner], ignoreOrder: true);
        selection.Contains(old).ShouldBeFalse();
    }

    [Test]
    public async Task Trees_and_blobs_can_be_asked_for_by_name()
    {
        using var repository = new MemoryRepository();
        var commit = await repository.CommitAsync("HEAD", "One", [("dir/a", "1"), ("b", "2")]);
        var tree = new CommitView(repository.Format, repository.Objects.Read(commit, ObjectType.Commit).Span).Tree;
        var blob = ObjectHasher.Hash(repository.Format, ObjectType.Blob, "2"u8);
        Ids(ObjectWalk.Select(repository.Objects, new() { Wants = [blob] })).ShouldBe([blob]);
        ObjectWalk.Select(repository.Objects, new() { Wants = [tree] }).Count.ShouldBe(4);
        ObjectWalk.Select(repository.Objects, new() { Wants = [tree], Filter = new() { TreeDepth = 0 } }).Select(item => item.Id).ShouldBe([tree]);
        ObjectWalk.Select(repository.Objects, new() { Wants = [tree], Haves = [blob] }).Count.ShouldBe(3);
    }

    [Test]
    public async Task The_receivers_objects_are_known_as_bases_of_a_thin_pack()
    {
        using var repository = new MemoryRepository();
        var first = await repository.CommitAsync("HEAD", "One", [("a", "1"), ("b", "2")]);
        var second = await repository.CommitAsync("HEAD", "Two", [("a", "3")]);
        var selection = ObjectWalk.Select(repository.Objects, new() { Wants = [second], Haves = [first] });
        selection.Count.ShouldBe(3);
        selection.PeerHas(first).ShouldBeTrue();
        selection.PeerHas(ObjectHasher.Hash(repository.Format, ObjectType.Blob, "1"u8)).ShouldBeTrue();
        selection.PeerHas(second).ShouldBeFalse();
    }

    [Test]
    public async Task Objects_at_one_path_have_the_same_hint()
    {
        using var repository = new MemoryRepository();
        await repository.CommitAsync("HEAD", "One", [("dir/sub/a.txt", "1"), ("dir/sub/b.c", "2")]);
        var commit = await repository.CommitAsync("HEAD", "Two", [("dir/sub/a.txt", "3")]);
        var blobs = ObjectWalk.Select(repository.Objects, new() { Wants = [commit] }).Where(item => item.Type == ObjectType.Blob).ToLookup(item => item.NameHash);
        blobs.Select(group => group.Count()).Order().ShouldBe([1, 2]);
        blobs[NameHash.Append(0, "dir/sub/a.txt"u8)].Count().ShouldBe(2);
    }

    [Test]
    public async Task A_missing_object_is_named()
    {
        using var repository = new MemoryRepository();
        var absent = ObjectId.Parse(new string('a', 40));
        Should.Throw<ObjectRefusedException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [absent] })).Message.ShouldContain(absent.ToString());
        var orphan = History.Commit(repository, 1, absent);
        Should.Throw<ObjectRefusedException>(() => ObjectWalk.Select(repository.Objects, new() { Wants = [orphan] })).Message.ShouldContain(absent.ToString());
        ObjectWalk.Select(repository.Objects, new() { Wants = [orphan], Cut = new HashSet<ObjectId> { orphan } }).Count.ShouldBe(2);
        await Task.CompletedTask;
    }

    private static string[] Sorted(ObjectSelection selection)
    {
        selection.Select(item => item.Id).ShouldBeUnique();
        return [.. selection.Select(item => item.Id.ToString()).Order(StringComparer.Ordinal)];
    }

    private static HashSet<ObjectId> Ids(ObjectSelection selection) => [.. selection.Select(item => item.Id)];

    private static string[] GitList(FileRepository repository, ObjectId[] wants, ObjectId[] haves, params string[] more) =>
        [.. Git.Run(repository.GitDirectory, ["rev-list", "--objects", .. more, .. wants.Select(id => id.ToString()), .. haves.Select(id => "^" + id)])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).Order(StringComparer.Ordinal)];
}

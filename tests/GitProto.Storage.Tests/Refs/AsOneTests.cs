using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

/// <summary>Sets of updates that are made at one stroke, in <c>packed-refs</c>.</summary>
public sealed class AsOneTests : IDisposable
{
    private static readonly RefTransactionOptions AsOne = new() { AsOne = true };
    private static readonly ObjectId One = ObjectId.Parse(new string('1', 40));
    private static readonly ObjectId Two = ObjectId.Parse(new string('2', 40));
    private static readonly RefName[] Names = [.. new[] { "refs/heads/a", "refs/heads/b/c", "refs/heads/d" }.Select(name => RefName.Parse(name))];
    private TempDirectory directory = null!;
    private FileRepository repository = null!;

    [SetUp]
    public async Task Make()
    {
        directory = new TempDirectory();
        repository = FileRepository.Create(directory.File("r.git"), options: new() { LockTimeout = TimeSpan.FromMilliseconds(50) });
        await repository.Refs.ApplyAsync([RefUpdate.Create(Names[0], One)], new() { Initial = true });
        await repository.Refs.SetAsync(Names[1], One);
        await repository.Refs.SetAsync(Names[2], One);
    }

    [TearDown]
    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task They_stand_in_packed_refs_afterwards_and_git_reads_them()
    {
        var results = await repository.Refs.ApplyAsync([RefUpdate.Change(Names[0], One, Two), RefUpdate.Change(Names[1], One, Two), RefUpdate.Delete(Names[2], One), RefUpdate.Create(RefName.Parse("refs/tags/t"), One)], AsOne);

        results.ShouldAllBe(result => result.Succeeded);
        Directory.GetFiles(directory.File("r.git/refs"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        string[] expected = [$"{Two} refs/heads/a", $"{Two} refs/heads/b/c", $"{One} refs/tags/t"];
        repository.Refs.List().Select(found => $"{found.Target} {found.Name}").ShouldBe(expected);
        Git.Run(directory.File("r.git"), "for-each-ref", "--format=%(objectname) %(refname)").Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(expected);
    }

    [Test]
    public async Task Of_a_set_that_is_refused_nothing_is_changed()
    {
        var results = await repository.Refs.ApplyAsync([RefUpdate.Change(Names[0], Two, One), RefUpdate.Change(Names[1], One, Two)], AsOne);

        results.Select(result => result.Refusal).ShouldBe([RefRefusal.Stale, RefRefusal.Aborted]);
        repository.Refs.List().Select(found => found.Target).ShouldBe([One, One, One]);
    }

    [Test]
    public async Task Where_somebody_else_writes_packed_refs_they_stay_what_they_are()
    {
        var before = File.ReadAllText(directory.File("r.git/packed-refs"));
        using (File.Create(directory.File("r.git/packed-refs.lock")))
        {
            var results = await repository.Refs.ApplyAsync([RefUpdate.Set(Names[1], Two), RefUpdate.Set(Names[2], Two)], AsOne);
            results.Select(result => result.Refusal).ShouldBe([RefRefusal.Locked, RefRefusal.Locked]);
        }

        repository.Refs.List().Select(found => found.Target).ShouldBe([One, One, One]);
        File.ReadAllText(directory.File("r.git/packed-refs")).ShouldBe(before);
        Directory.GetFiles(directory.File("r.git/refs"), "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Test]
    public async Task Symbolic_refs_and_HEAD_are_changed_in_their_own_files()
    {
        var results = await repository.Refs.ApplyAsync([RefUpdate.Symbolic(RefName.Head, Names[1]), RefUpdate.Set(Names[2], Two)], AsOne);

        results.ShouldAllBe(result => result.Succeeded);
        repository.Refs.TryRead(RefName.Head)!.SymbolicTarget.ShouldBe(Names[1]);
        repository.Refs.Resolve(Names[2]).ShouldBe(Two);
    }
}

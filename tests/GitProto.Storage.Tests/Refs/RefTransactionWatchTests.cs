using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

/// <summary>Who watches transactions of refs hears how each of them ended.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RefTransactionWatchTests : IDisposable
{
    private static readonly RefName Branch = RefName.Parse("refs/heads/a/b");
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;
    private readonly ObjectId id;
    private readonly List<RefTransactionPhase> told = [];

    public RefTransactionWatchTests()
    {
        repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });
        id = repository.Objects.Write(ObjectType.Commit, "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\n"u8);
    }

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }

    [Test]
    public async Task What_is_agreed_to_is_committed()
    {
        (await ApplyAsync(() => true)).Succeeded.ShouldBeTrue();

        told.ShouldBe([RefTransactionPhase.Prepared, RefTransactionPhase.Committed]);
        repository.Refs.Resolve(Branch).ShouldBe(id);
    }

    [Test]
    public async Task What_is_refused_is_aborted()
    {
        (await ApplyAsync(() => false)).Succeeded.ShouldBeFalse();

        told.ShouldBe([RefTransactionPhase.Prepared, RefTransactionPhase.Aborted]);
        Unchanged();
    }

    [Test]
    public void Who_fails_while_he_prepares_hears_that_it_is_aborted()
    {
        Should.Throw<InvalidOperationException>(() => ApplyAsync(() => throw new InvalidOperationException("he failed")).AsTask()).Message.ShouldBe("he failed");

        told.ShouldBe([RefTransactionPhase.Prepared, RefTransactionPhase.Aborted]);
        Unchanged();
    }

    [Test]
    public void A_change_that_the_disk_does_not_take_is_aborted()
    {
        var inTheWay = Path.Join(repository.GitDirectory, Branch.ToString());

        Should.Throw<IOException>(() => ApplyAsync(() =>
        {
            Directory.CreateDirectory(Path.Join(inTheWay, "with-something"));
            File.WriteAllText(Path.Join(inTheWay, "with-something", "in-it"), "");
            return true;
        }).AsTask());

        told.ShouldBe([RefTransactionPhase.Prepared, RefTransactionPhase.Aborted]);
        Directory.Delete(inTheWay, recursive: true);
        Unchanged();
    }

    [Test]
    public void Who_fails_behind_the_change_does_not_hear_that_there_was_none()
    {
        Should.Throw<InvalidOperationException>(() => ApplyAsync(() => told.Count < 2 ? true : throw new InvalidOperationException()).AsTask());

        told.ShouldBe([RefTransactionPhase.Prepared, RefTransactionPhase.Committed]);
        repository.Refs.Resolve(Branch).ShouldBe(id);
    }

    private async ValueTask<RefUpdateResult> ApplyAsync(Func<bool> answer) => (await repository.Refs.ApplyAsync([RefUpdate.Create(Branch, id)], new RefTransactionOptions
    {
        Watch = (phase, updates, _) =>
        {
            told.Add(phase);
            updates.ShouldHaveSingleItem().Name.ShouldBe(Branch);
            return ValueTask.FromResult(phase == RefTransactionPhase.Aborted || answer());
        },
    }))[0];

    private void Unchanged()
    {
        repository.Refs.Resolve(Branch).ShouldBeNull();
        Directory.GetFiles(repository.GitDirectory, "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}

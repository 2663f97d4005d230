using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Objects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileReceiveTests : ReceiveContract
{
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;

    public FileReceiveTests() => repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None });

    protected override IObjectStore Objects => repository.Objects;

    [TearDown]
    public void Git_approves() => Git.Run(repository.GitDirectory, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();

    protected override void ShouldBeEmpty() =>
        Directory.GetFiles(Path.Join(repository.GitDirectory, "objects"), "*", SearchOption.AllDirectories).ShouldBeEmpty();

    protected override void Dispose(bool disposing)
    {
        repository.Dispose();
        directory.Dispose();
        base.Dispose(disposing);
    }
}

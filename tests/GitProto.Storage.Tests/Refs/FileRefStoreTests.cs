using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Refs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FileRefStoreTests : RefStoreContract, IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly FileRepository repository;

    public FileRefStoreTests() =>
        repository = FileRepository.Create(directory.File("r.git"), options: new() { Fsync = FsyncComponents.None, LockTimeout = TimeSpan.FromSeconds(10) });

    protected override IRefStore Refs => repository.Refs;

    [TearDown]
    public void No_lock_and_no_empty_directory_is_left()
    {
        var root = repository.GitDirectory;
        Directory.GetFiles(root, "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetDirectories(Path.Join(root, "refs/heads"), "*", SearchOption.AllDirectories)
            .Where(path => !Directory.EnumerateFileSystemEntries(path).Any()).ShouldBeEmpty();
    }

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }
}

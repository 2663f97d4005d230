using GitProto.Storage.Tests.Support;
using GitProto.Tests;

namespace GitProto.Storage.Tests.Refs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DatabaseRefStoreTests : RefStoreContract, IDisposable
{
    private readonly TempDirectory directory = new();
    private readonly SqliteRepository repository;

    public DatabaseRefStoreTests() => repository = new SqliteRepository(directory.File("r.sqlite"));

    protected override IRefStore Refs => repository.Refs;

    public void Dispose()
    {
        repository.Dispose();
        directory.Dispose();
    }
}

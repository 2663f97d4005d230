namespace GitProto.Storage.Tests.Refs;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MemoryRefStoreTests : RefStoreContract
{
    protected override IRefStore Refs { get; } = new MemoryRepository().Refs;
}

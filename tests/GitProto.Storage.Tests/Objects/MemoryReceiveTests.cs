namespace GitProto.Storage.Tests.Objects;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class MemoryReceiveTests : ReceiveContract
{
    private readonly MemoryObjectStore store = new();

    protected override IObjectStore Objects => store;

    protected override void ShouldBeEmpty() => store.Ids.ShouldBeEmpty();
}

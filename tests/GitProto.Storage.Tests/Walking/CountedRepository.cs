namespace GitProto.Storage.Tests.Walking;

/// <summary>A repository whose objects are read through a counter.</summary>
internal sealed class CountedRepository(IRepository inner, CountingObjects objects) : IRepository
{
    public ObjectFormat Format => inner.Format;

    public IObjectStore Objects => objects;

    public IRefStore Refs => inner.Refs;

    public IReadOnlySet<ObjectId> ShallowBoundary => inner.ShallowBoundary;

    public ValueTask UpdateShallowAsync(IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default) =>
        inner.UpdateShallowAsync(shallow, unshallow, cancellationToken);

    public void Dispose()
    {
    }
}

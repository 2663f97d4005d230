using System.IO.Pipelines;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A repository whose objects are not read before a test says so.</summary>
internal sealed class StalledStore(MemoryRepository inner, Task go) : IRepository, IObjectStore
{
    public ObjectFormat Format => inner.Format;

    public IObjectStore Objects => this;

    public IRefStore Refs => inner.Refs;

    public IReadOnlySet<ObjectId> ShallowBoundary => inner.ShallowBoundary;

    public ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default) =>
        inner.UpdateShallowAsync(shallow, unshallow, cancellationToken);

    public bool Contains(in ObjectId id) => inner.Objects.Contains(id);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size) => inner.Objects.TryReadHeader(id, out type, out size);

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        go.Wait();
        return inner.Objects.TryRead(id, maxSize);
    }

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => inner.Objects.Write(type, content);

    public ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default) =>
        inner.Objects.ReceivePackAsync(pack, options, progress, cancellationToken);

    public void Dispose()
    {
    }
}

using System.IO.Pipelines;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Counts how often objects are read, so that a walk can be shown to read each once.</summary>
internal sealed class CountingObjects(IObjectStore inner) : IObjectStore
{
    public int Reads { get; private set; }

    public ObjectFormat Format => inner.Format;

    public bool Contains(in ObjectId id) => inner.Contains(id);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size) => inner.TryReadHeader(id, out type, out size);

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        Reads++;
        return inner.TryRead(id, maxSize);
    }

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => inner.Write(type, content);

    public ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default) =>
        inner.ReceivePackAsync(pack, options, progress, cancellationToken);
}

using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>A store together with a pack that nobody else can see yet. Nothing can be written to it.</summary>
internal sealed class IncomingObjects(IObjectStore store, PackFile incoming) : IObjectStore
{
    public ObjectFormat Format => store.Format;

    public bool Contains(in ObjectId id) => incoming.Contains(id) || store.Contains(id);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size) =>
        incoming.TryReadHeader(id, out type, out size) || store.TryReadHeader(id, out type, out size);

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue) => incoming.TryRead(id, maxSize) ?? store.TryRead(id, maxSize);

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => throw new NotSupportedException("A pack under inspection cannot be added to.");

    public ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A pack under inspection cannot be added to.");
}

using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>A store together with a pack that nobody else can see yet. Nothing can be written to it.</summary>
public sealed class IncomingObjects : IObjectStore, IPackedStore
{
    private const long LargeFrom = 1 << 20;
    private readonly IObjectStore store;
    private readonly PackFile incoming;

    internal IncomingObjects(IObjectStore store, PackFile incoming, string? directory) =>
        (this.store, this.incoming, QuarantineDirectory) = (store, incoming, directory);

    /// <summary>The directory the new objects are in, laid out as <c>objects</c> is and below it; null if they are in no files.</summary>
    public string? QuarantineDirectory { get; }

    /// <inheritdoc/>
    public ObjectFormat Format => store.Format;

    /// <inheritdoc/>
    IEnumerable<PackFile> IPackedStore.Packs => store is FileObjectStore files ? files.Packs.Prepend(incoming) : [incoming];

    /// <summary>True if an object came with the pack, or was added to complete it.</summary>
    public bool Came(in ObjectId id) => incoming.Contains(id);

    /// <inheritdoc/>
    public bool Contains(in ObjectId id) => incoming.Contains(id) || store.Contains(id);

    /// <inheritdoc/>
    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size) =>
        incoming.TryReadHeader(id, out type, out size) || store.TryReadHeader(id, out type, out size);

    /// <inheritdoc/>
    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue) => incoming.TryRead(id, maxSize) ?? store.TryRead(id, maxSize);

    /// <inheritdoc/>
    public ObjectContent? OpenRead(in ObjectId id, long maxInMemory = int.MaxValue)
    {
        if (((IObjectSource)incoming).TryOpenLarge(id, LargeFrom) is { } content)
            return content;
        return incoming.TryRead(id, maxInMemory) is { } found ? new ObjectContent(found) : store.OpenRead(id, maxInMemory);
    }

    /// <inheritdoc/>
    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => throw new NotSupportedException("A pack under inspection cannot be added to.");

    /// <inheritdoc/>
    public ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("A pack under inspection cannot be added to.");
}

using System.Collections.Concurrent;
using System.IO.Pipelines;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A repository whose disk fails at the last moment: when objects shall stay, or when refs shall move.</summary>
internal sealed class BrokenStore(MemoryRepository inner) : IRepository, IObjectStore, IRefStore
{
    public bool FailsObjects { get; set; }

    public bool FailsRefs { get; set; }

    /// <summary>How often each object was read.</summary>
    public ConcurrentDictionary<ObjectId, int> Reads { get; } = new();

    public ObjectFormat Format => inner.Format;

    public IObjectStore Objects => this;

    public IRefStore Refs => this;

    public IReadOnlySet<ObjectId> ShallowBoundary => inner.ShallowBoundary;

    public ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default) =>
        inner.UpdateShallowAsync(shallow, unshallow, cancellationToken);

    public bool Contains(in ObjectId id) => inner.Objects.Contains(id);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size) => inner.Objects.TryReadHeader(id, out type, out size);

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        Reads.AddOrUpdate(id, 1, (_, count) => count + 1);
        return inner.Objects.TryRead(id, maxSize);
    }

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => inner.Objects.Write(type, content);

    public async ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var received = await inner.Objects.ReceivePackAsync(pack, options, progress, cancellationToken);
        return FailsObjects ? throw new IOException("No space left on device") : received;
    }

    public IEnumerable<Ref> List(ByteString prefix = default) => inner.Refs.List(prefix);

    public Ref? TryRead(RefName name) => inner.Refs.TryRead(name);

    public ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default) =>
        FailsRefs ? throw new IOException("No space left on device") : inner.Refs.ApplyAsync(updates, options, cancellationToken);

    public void Dispose()
    {
    }
}

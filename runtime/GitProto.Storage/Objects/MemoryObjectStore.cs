using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>Objects in memory.</summary>
public sealed class MemoryObjectStore(ObjectFormat format = ObjectFormat.Sha1) : IObjectStore, IPackSource, IAbbreviatingStore, IListingStore
{
    private readonly ConcurrentDictionary<ObjectId, GitObject> objects = new();
    private ImmutableArray<PackFile> packs = [];

    /// <inheritdoc/>
    public ObjectFormat Format => format;

    /// <summary>The ids of all objects, each once, in no order.</summary>
    public IEnumerable<ObjectId> Ids => objects.Select(pair => pair.Key).Concat(packs.SelectMany(Of)).Distinct();

    /// <inheritdoc/>
    public bool Contains(in ObjectId id)
    {
        if (objects.ContainsKey(id))
            return true;
        foreach (var pack in packs)
        {
            if (pack.Contains(id))
                return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        if (objects.TryGetValue(id, out var value))
        {
            (type, size) = (value.Type, value.Size);
            return true;
        }
        foreach (var pack in packs)
        {
            if (pack.TryReadHeader(id, out type, out size))
                return true;
        }
        (type, size) = (ObjectType.None, 0);
        return false;
    }

    /// <inheritdoc/>
    public int UniqueDigits(in ObjectId id, int? minimum = null)
    {
        var digits = minimum ?? Abbreviation.DefaultDigits(packs.Sum(pack => (long)pack.Index.Count));
        foreach (var pack in packs)
            digits = Math.Max(digits, pack.Index.SharedDigits(id) + 1);
        foreach (var (other, _) in objects)
        {
            if (other != id)
                digits = Math.Max(digits, Abbreviation.Shared(ObjectId.AsSpan(other), ObjectId.AsSpan(id)) + 1);
        }
        return Math.Min(digits, format.HexLength());
    }

    /// <inheritdoc/>
    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        if (objects.TryGetValue(id, out var value))
            return value.Size <= maxSize ? value : throw new LimitExceededException(nameof(maxSize), maxSize, $"The object {id} of {value.Size} bytes");
        foreach (var pack in packs)
        {
            if (pack.TryRead(id, maxSize) is { } found)
                return found;
        }
        return null;
    }

    GitObject? IBaseObjects.TryRead(in ObjectId id) => TryRead(id);

    /// <inheritdoc/>
    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        foreach (var pack in packs)
        {
            if (pack.TryGetStored(id, out entry))
                return true;
        }
        entry = default;
        return false;
    }

    /// <inheritdoc/>
    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content)
    {
        var id = ObjectHasher.Hash(format, type, content);
        if (!Contains(id))
            objects.TryAdd(id, new GitObject(type, content.ToArray()));
        return id;
    }

    /// <inheritdoc/>
    public async ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var received = await PackReceiver.ReceiveToMemoryAsync(pack, options.ToIndexOptions(this, progress, FsyncComponents.None), cancellationToken).ConfigureAwait(false);
        StoredTwins.Check(this, Twins(received.Pack), received.Pack, cancellationToken);
        if (options.Inspect is { } inspect)
            await inspect(new IncomingObjects(this, received.Pack, null), received.Summary, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (received.Summary.ObjectCount > 0)
            ImmutableInterlocked.Update(ref packs, (all, added) => all.Add(added), received.Pack);
        return received.Summary;
    }

    private IEnumerable<ObjectId> Twins(PackFile incoming) => packs
        .Where(pack => pack.Checksum != incoming.Checksum)
        .SelectMany(pack => StoredTwins.Common(pack.Index, incoming.Index))
        .Concat(objects.Keys.Where(id => incoming.Contains(id)));

    private static IEnumerable<ObjectId> Of(PackFile pack) => Enumerable.Range(0, pack.Index.Count).Select(index => pack.Index.GetId(index));
}

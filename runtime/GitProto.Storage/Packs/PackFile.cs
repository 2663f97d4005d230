namespace GitProto.Storage;

/// <summary>
/// A pack with its index, for reading objects by id. Safe for many threads: reads give their position, and nothing is shared but the
/// cache of delta bases.
/// </summary>
public sealed partial class PackFile : IPackedSource, IDisposable
{
    private readonly PackBytes bytes;
    private readonly DeltaBaseCache cache;
    private readonly CursorPool cursors;
    private readonly Lazy<PackOrder> order;
    private readonly Lock layoutGate = new();
    private readonly long end;
    private volatile PackLayout? layout;
    private bool isBroken;
    private int asked;

    /// <param name="bytes">The pack.</param>
    /// <param name="index">Its index.</param>
    /// <param name="cache">Keeps delta bases; null for one of its own.</param>
    /// <param name="reverse">Gives the places in the index in the order of the pack, as far as somebody knows it.</param>
    internal PackFile(PackBytes bytes, PackIndex index, DeltaBaseCache? cache = null, Func<int[]?>? reverse = null)
    {
        (this.bytes, Index, this.cache) = (bytes, index, cache ?? new DeltaBaseCache());
        end = bytes.Length - index.Format.ByteLength();
        cursors = new CursorPool(bytes, index.Format);
        order = new Lazy<PackOrder>(() => new PackOrder(Index, end, reverse?.Invoke()));
        Check();
    }

    /// <summary>The index.</summary>
    public PackIndex Index { get; }

    /// <summary>The hash that names its objects.</summary>
    public ObjectFormat Format => Index.Format;

    /// <summary>The hash at the end of the pack, which also is its name.</summary>
    public ObjectId Checksum => Index.PackChecksum;

    /// <summary>Length of the pack in bytes.</summary>
    public long Length => bytes.Length;

    /// <summary>Opens a pack.</summary>
    /// <param name="packPath">The pack.</param>
    /// <param name="indexPath">Its index.</param>
    /// <param name="format">The hash of the repository.</param>
    /// <param name="cache">Keeps delta bases; null for one of its own.</param>
    /// <exception cref="CorruptPackException">Pack or index is corrupt, or they do not belong together.</exception>
    public static PackFile Open(string packPath, string indexPath, ObjectFormat format, DeltaBaseCache? cache = null) =>
        Open(packPath, indexPath, format, PathGuard.None, cache);

    /// <summary>Opens a pack that must lie where the guard allows.</summary>
    /// <exception cref="PolicyException">It does not.</exception>
    internal static PackFile Open(string packPath, string indexPath, ObjectFormat format, PathGuard guard, DeltaBaseCache? cache)
    {
        var index = PackIndex.Open(indexPath, format, guard);
        var bytes = new FilePackBytes(packPath, guard);
        try
        {
            return new PackFile(bytes, index, cache, () => ReverseIndex.TryOpen(indexPath, index, guard));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>True if the pack has the object.</summary>
    public bool Contains(in ObjectId id) => Index.Find(id) >= 0;

    /// <inheritdoc/>
    int IObjectSource.SharedDigits(in ObjectId id) => Index.SharedDigits(id);

    /// <summary>Gives an object's entry as it lies in the pack, to be copied unopened.</summary>
    /// <returns>False if the pack has no such object.</returns>
    /// <exception cref="CorruptPackException">The entry or its base is not where it should be.</exception>
    public bool TryGetStored(in ObjectId id, out StoredEntry entry)
    {
        var place = Index.Find(id);
        entry = place < 0 ? default : GetStored(place);
        return place >= 0;
    }

    /// <summary>Gives the entry of the object at a place of the index.</summary>
    /// <exception cref="CorruptPackException">The entry or its base is not where it should be.</exception>
    internal StoredEntry GetStored(int place)
    {
        // Who asks for so many will ask for more.
        if (layout is null && Interlocked.Increment(ref asked) > Index.Count / 8)
            TryLayOut(default);
        if (layout is { } all)
            return StoredAt(all, all.Position(place), place);
        using var lease = cursors.Rent();
        var header = ReadHeader(lease.Cursor, Index.GetOffset(place));
        var length = order.Value.Next(header.Offset) - header.DataOffset;
        if (length < 0)
            throw new CorruptPackException($"The pack entry at offset {header.Offset} runs into the next one.");
        var baseId = header.Type == PackEntryType.OfsDelta ? IdAt(header.BaseOffset) : header.BaseId;
        return new StoredEntry(this, header.Offset, header.Length, length, header.Type, header.Size, baseId, Index.GetCrc(place));
    }

    /// <summary>Reads the headers of all entries, once.</summary>
    /// <returns>Null if one of them is damaged; those that are not can still be read.</returns>
    internal PackLayout? TryLayOut(CancellationToken cancellationToken)
    {
        lock (layoutGate)
        {
            if (layout is not null || isBroken)
                return layout;
            using var lease = cursors.Rent();
            try
            {
                return layout = PackLayout.Read(Index, order.Value, lease.Cursor, cancellationToken);
            }
            catch (CorruptPackException)
            {
                isBroken = true;
                return null;
            }
        }
    }

    /// <summary>A cursor of its own for one thread that reads much.</summary>
    internal PackCursor OpenCursor() => new(bytes, Format);

    /// <summary>Reads raw bytes of the pack.</summary>
    /// <returns>How many were read; 0 at its end.</returns>
    public int ReadRaw(long offset, Span<byte> buffer) => bytes.Read(offset, buffer);

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Forget(this);
        bytes.Dispose();
    }

    private StoredEntry StoredAt(PackLayout all, int position, int place)
    {
        ref readonly var entry = ref all[position];
        var offset = all.Order.Offset(position);
        var length = all.Order.Offset(position + 1) - offset - entry.HeaderLength;
        return new StoredEntry(this, offset, entry.HeaderLength, length, entry.Type, entry.Size, entry.Base >= 0 ? all.Id(entry.Base) : default, Index.GetCrc(place));
    }

    private ObjectId IdAt(long offset)
    {
        var place = order.Value.Find(offset);
        return place >= 0 ? Index.GetId(place) : throw new CorruptPackException($"No entry of the pack begins at offset {offset}, where a delta's base should be.");
    }

    private EntryHeader ReadHeader(PackCursor cursor, long offset)
    {
        if (offset < PackHeader.Length || offset >= end)
            throw new CorruptPackException($"Offset {offset} lies outside the entries of the pack.");
        return cursor.ReadHeader(offset);
    }

    private void Check()
    {
        Span<byte> head = stackalloc byte[PackHeader.Length];
        if (end < PackHeader.Length)
            throw new CorruptPackException($"The pack is too short: {bytes.Length} bytes.");
        bytes.ReadExactly(0, head);
        var count = PackHeader.Read(head);
        if (count != Index.Count)
            throw new CorruptPackException($"The pack has {count} objects, but its index has {Index.Count}.");
        Span<byte> trailer = stackalloc byte[Format.ByteLength()];
        bytes.ReadExactly(end, trailer);
        var checksum = ObjectId.FromBytes(trailer);
        if (checksum != Index.PackChecksum)
            throw new CorruptPackException($"The index is that of the pack {Index.PackChecksum}, but the pack is {checksum}.");
    }
}

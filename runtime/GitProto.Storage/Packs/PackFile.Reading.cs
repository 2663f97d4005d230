using System.Buffers;

namespace GitProto.Storage;

/// <content>Reading objects.</content>
public sealed partial class PackFile
{
    /// <summary>The longest chain of deltas that is followed.</summary>
    public const int MaxDeltaDepth = 10_000;

    // No deflate stream makes more of a byte than this.
    private const int MaxExpansion = 1032;

    /// <summary>Finds kind and size of an object without making it.</summary>
    /// <returns>False if it is not in the pack.</returns>
    /// <exception cref="CorruptPackException">Its entry, or one it rests on, is corrupt.</exception>
    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        var place = Index.Find(id);
        (type, size) = place < 0 ? (ObjectType.None, 0) : HeaderAt(place);
        return place >= 0;
    }

    /// <summary>Finds kind and size of the object at a place of the index.</summary>
    /// <exception cref="CorruptPackException">Its entry, or one it rests on, is corrupt.</exception>
    internal (ObjectType Type, long Size) HeaderAt(int place)
    {
        using var lease = cursors.Rent();
        var header = ReadHeader(lease.Cursor, Index.GetOffset(place));
        var size = SizeOf(lease.Cursor, header);
        for (var depth = new ChainDepth(); header.Type.IsDelta(); depth.Add(header.Offset))
            header = ReadHeader(lease.Cursor, BaseOffset(header));
        return (header.Type.ToObjectType(), size);
    }

    /// <summary>Reads an object.</summary>
    /// <param name="id">The object.</param>
    /// <param name="maxSize">The largest size taken into memory, in bytes.</param>
    /// <returns>Null if it is not in the pack.</returns>
    /// <exception cref="CorruptPackException">Its entry, or one it rests on, is corrupt.</exception>
    /// <exception cref="LimitExceededException">It is larger than <paramref name="maxSize"/>, or the chain of deltas is too long.</exception>
    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        var place = Index.Find(id);
        return place < 0 ? null : ReadAt(place, id, maxSize);
    }

    /// <summary>Reads the object at a place of the index, which has this id.</summary>
    /// <exception cref="CorruptPackException">Its entry, or one it rests on, is corrupt.</exception>
    /// <exception cref="LimitExceededException">It is larger than <paramref name="maxSize"/>, or the chain of deltas is too long.</exception>
    internal GitObject ReadAt(int place, in ObjectId id, long maxSize)
    {
        using var lease = cursors.Rent();
        return Read(lease.Cursor, Index.GetOffset(place), id, maxSize);
    }

    /// <inheritdoc/>
    ObjectContent? IObjectSource.TryOpenLarge(in ObjectId id, long from)
    {
        var place = Index.Find(id);
        return place < 0 ? null : TryOpenLargeAt(place, from);
    }

    /// <summary>Opens the object at a place of the index; null if it is smaller, or has to be put together in memory.</summary>
    /// <exception cref="CorruptPackException">Its entry is corrupt.</exception>
    internal ObjectContent? TryOpenLargeAt(int place, long from)
    {
        using var lease = cursors.Rent();
        var header = ReadHeader(lease.Cursor, Index.GetOffset(place));
        if (header.Type.IsDelta() || header.Size < from)
            return null;
        CheckExpansion(header);
        return new ObjectContent(header.Type.ToObjectType(), header.Size, new InflateStream(new PackedContent(bytes, header), header.DataOffset, header.Size));
    }

    // The entry itself says it, whatever the chain below.
    private static long SizeOf(PackCursor cursor, in EntryHeader header) => header.Type.IsDelta() ? ReadDeltaHeader(cursor, header).ResultSize : header.Size;

    // The delta of the object itself says how large it is, so it is inflated ahead of its bases, and kept until it is applied to them.
    private GitObject Read(PackCursor cursor, long offset, in ObjectId id, long maxSize)
    {
        var (chain, depth, start) = (new List<EntryHeader>(), new ChainDepth(), offset);
        byte[] own = [];
        GitObject? body;
        try
        {
            while ((body = cache.Find(this, offset)) is null)
            {
                var header = ReadHeader(cursor, offset);
                if (!header.Type.IsDelta())
                {
                    if (chain.Count == 0)
                        CheckLimit(header.Size, id, maxSize);
                    body = new GitObject(header.Type.ToObjectType(), Inflate(cursor, header));
                    break;
                }
                depth.Add(offset);
                if (chain.Count == 0)
                {
                    own = InflateDelta(cursor, header);
                    if (DeltaHeader.TryRead(own.AsSpan(0, (int)header.Size), out var sizes) is null)
                        CheckLimit(sizes.ResultSize, id, maxSize);
                }
                chain.Add(header);
                offset = BaseOffset(header);
            }
            for (var i = chain.Count - 1; i >= 0; i--)
            {
                cache.Add(this, i == chain.Count - 1 ? offset : chain[i + 1].Offset, body);
                body = new GitObject(body.Type, i == 0 ? Apply(own, chain[0], body.Span) : Apply(cursor, chain[i], body.Span));
            }
        }
        finally
        {
            if (own.Length > 0)
                ArrayPool<byte>.Shared.Return(own);
        }
        CheckLimit(body.Size, id, maxSize);
        // One who walks a history reads the older tree next, which is a delta on this one.
        if (body.Type == ObjectType.Tree)
            cache.Add(this, start, body);
        return body;
    }

    private static void CheckLimit(long size, in ObjectId id, long maxSize)
    {
        if (size > maxSize && maxSize < int.MaxValue)
            throw new LimitExceededException(nameof(maxSize), maxSize, $"The object {id} of {size} bytes");
    }

    private long BaseOffset(in EntryHeader header)
    {
        if (header.Type == PackEntryType.OfsDelta)
            return header.BaseOffset;
        var place = Index.Find(header.BaseId);
        return place >= 0
            ? Index.GetOffset(place)
            : throw new CorruptPackException($"The base {header.BaseId} of the delta at offset {header.Offset} is not in the pack.");
    }

    private byte[] Inflate(PackCursor cursor, in EntryHeader header)
    {
        var body = new byte[CheckSize(header)];
        var scratch = ArrayPool<byte>.Shared.Rent(body.Length + Inflater.Slack);
        cursor.Inflate(header, scratch);
        scratch.AsSpan(0, body.Length).CopyTo(body);
        ArrayPool<byte>.Shared.Return(scratch);
        return body;
    }

    private byte[] InflateDelta(PackCursor cursor, in EntryHeader header)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(CheckSize(header) + Inflater.Slack);
        cursor.Inflate(header, scratch);
        return scratch;
    }

    private static byte[] Apply(byte[] inflated, in EntryHeader header, ReadOnlySpan<byte> source)
    {
        var delta = inflated.AsSpan(0, (int)header.Size);
        byte[] result = [];
        var problem = DeltaHeader.TryRead(delta, out var sizes) ?? Delta.Measure(delta);
        if (problem is null)
        {
            result = new byte[CheckSize(sizes.ResultSize, header.Offset)];
            problem = Delta.Apply(delta, source, result);
        }
        return problem is null ? result : throw Corrupt(header, problem);
    }

    private byte[] Apply(PackCursor cursor, in EntryHeader header, ReadOnlySpan<byte> source)
    {
        var inflated = InflateDelta(cursor, header);
        var result = Apply(inflated, header, source);
        ArrayPool<byte>.Shared.Return(inflated);
        return result;
    }

    private static DeltaHeader ReadDeltaHeader(PackCursor cursor, in EntryHeader header)
    {
        var start = new byte[DeltaHeader.MaxLength + Inflater.Slack];
        var length = cursor.InflateStart(header, start, DeltaHeader.MaxLength);
        return DeltaHeader.TryRead(start.AsSpan(0, length), out var sizes) is { } problem ? throw Corrupt(header, problem) : sizes;
    }

    private int CheckSize(in EntryHeader header)
    {
        CheckExpansion(header);
        return CheckSize(header.Size, header.Offset);
    }

    private void CheckExpansion(in EntryHeader header)
    {
        if (header.Size > (end - header.DataOffset + 1) * MaxExpansion)
            throw Corrupt(header, $"it declares {header.Size} bytes, more than the rest of the pack can hold");
    }

    private static int CheckSize(long size, long offset) => size <= Array.MaxLength - Inflater.Slack
        ? (int)size
        : throw new LimitExceededException("Array.MaxLength", Array.MaxLength, $"The object at offset {offset} of {size} bytes");

    /// <summary>The error for a damaged entry.</summary>
    internal static CorruptPackException Corrupt(in EntryHeader header, string problem) =>
        new($"The pack entry at offset {header.Offset} is corrupt: {problem}.");
}

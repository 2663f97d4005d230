namespace GitProto.Storage;

/// <summary>
/// Looks for an offset where an entry begins, in the middle of a pack: two entries in a row with a legal header and a whole zlib stream of the promised
/// size. It may be wrong, as an object can hold what looks like a pack; whoever joins segments finds out.
/// </summary>
internal sealed class EntrySearch(PackBytes pack, ObjectFormat format, PackLimits limits)
{
    // A larger entry is not tried: the next place will do.
    private const int MaxSize = 1 << 20;

    // What may be inflated in vain, in bytes, before the search is given up: a blob can be made of what nearly is an entry.
    private const long Patience = 32 << 20;
    private const int CostOfTry = 256;
    private const int HeaderRoom = 64;
    private readonly PackCursor cursor = new(pack, format);
    private readonly byte[] window = new byte[64 << 10];
    private readonly byte[] output = new byte[Math.Min(MaxSize, limits.MaxDeltaObjectSize) + Inflater.Slack];
    private long wasted;

    /// <summary>Finds the first such offset of a range.</summary>
    /// <returns>-1 if there is none.</returns>
    public long Find(long start, long end, CancellationToken cancellationToken)
    {
        for (var offset = start; offset < end && wasted < Patience;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var filled = pack.Read(offset, window);
            for (var i = 0; i + HeaderRoom <= filled && offset + i < end && wasted < Patience; i++)
            {
                if (LooksLikeEntry(window.AsSpan(i, HeaderRoom)) && AreTwoEntries(offset + i))
                    return offset + i;
            }
            if (filled < window.Length)
                return -1;
            offset += filled - HeaderRoom + 1;
        }
        return -1;
    }

    private bool LooksLikeEntry(ReadOnlySpan<byte> bytes)
    {
        var type = (PackEntryType)((bytes[0] >> 4) & 7);
        if (type is PackEntryType.None or (PackEntryType)5)
            return false;
        var length = NumberLength(bytes);
        if (type == PackEntryType.OfsDelta)
            length += NumberLength(bytes[length..]);
        else if (type == PackEntryType.RefDelta)
            length += format.ByteLength();
        // The header of a zlib stream (RFC 1950, 2.2).
        return (bytes[length] & 15) == 8 && ((bytes[length] << 8) | bytes[length + 1]) % 31 == 0;
    }

    private static int NumberLength(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        while (length < 10 && (bytes[length - 1] & 0x80) != 0)
            length++;
        return length;
    }

    private bool AreTwoEntries(long offset)
    {
        try
        {
            return TryPass(offset) is { } next && (next >= pack.Length - format.ByteLength() || TryPass(next) is not null);
        }
        catch (CorruptPackException)
        {
            return false;
        }
    }

    private long? TryPass(long offset)
    {
        wasted += CostOfTry;
        var header = cursor.ReadHeader(offset);
        if (header.Size > output.Length - Inflater.Slack)
            return null;
        var next = cursor.TryInflate(header, output.AsSpan(0, (int)header.Size + Inflater.Slack), out var made);
        wasted += made;
        return next;
    }
}

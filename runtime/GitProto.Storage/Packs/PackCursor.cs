namespace GitProto.Storage;

/// <summary>Reads entries of a pack through a small window; one thread at a time.</summary>
internal sealed class PackCursor(PackBytes pack, ObjectFormat format)
{
    private readonly byte[] window = new byte[16 << 10];
    private readonly Inflater inflater = new();
    private EntryHeaderParser parser = new(format);
    private long windowStart;
    private int windowLength;

    /// <summary>Reads the header of the entry at an offset.</summary>
    /// <exception cref="CorruptPackException">There is no legal entry.</exception>
    public EntryHeader ReadHeader(long offset)
    {
        if (offset < PackHeader.Length)
            throw new CorruptPackException($"No pack entry begins at offset {offset}.");
        parser.Begin(offset);
        for (var position = offset; ;)
        {
            foreach (var value in Window(position))
            {
                position++;
                if (parser.Add(value))
                    return parser.Header;
            }
        }
    }

    /// <summary>Inflates an entry.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="buffer">At least as long as the header says; may be overwritten to its end.</param>
    /// <returns>Where the next entry begins.</returns>
    /// <exception cref="CorruptPackException">The stream is broken or of another size.</exception>
    public long Inflate(in EntryHeader header, Span<byte> buffer)
    {
        var limit = (int)header.Size;
        var position = 0;
        var end = Inflate(header, buffer, limit, ref position, out var status);
        if (Zlib.Problem(status, inflater, position, limit) is { } problem)
            throw Corrupt(header, problem);
        return end;
    }

    /// <summary>Inflates what may be an entry.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="buffer">At least as long as the header says; may be overwritten to its end.</param>
    /// <param name="made">How many bytes were made.</param>
    /// <returns>Where the next entry begins; null if the stream is broken or of another size.</returns>
    /// <exception cref="CorruptPackException">The pack ends before.</exception>
    public long? TryInflate(in EntryHeader header, Span<byte> buffer, out int made)
    {
        made = 0;
        var end = Inflate(header, buffer, (int)header.Size, ref made, out var status);
        return Zlib.Problem(status, inflater, made, header.Size) is null ? end : null;
    }

    /// <summary>Inflates the first bytes of an entry.</summary>
    /// <returns>How many there are: all asked for, unless the entry is shorter.</returns>
    public int InflateStart(in EntryHeader header, byte[] buffer, int wanted)
    {
        var position = 0;
        Inflate(header, buffer, (int)Math.Min(wanted, header.Size), ref position, out var status);
        if (status == InflateStatus.Corrupt)
            throw Corrupt(header, inflater.Problem!);
        return position;
    }

    private static CorruptPackException Corrupt(in EntryHeader header, string problem) =>
        new($"The pack entry at offset {header.Offset} is corrupt: {problem}.");

    private long Inflate(in EntryHeader header, Span<byte> buffer, int limit, ref int position, out InflateStatus status)
    {
        inflater.Reset();
        var offset = header.DataOffset;
        do
        {
            status = inflater.Inflate(Window(offset), buffer, limit, ref position, out var consumed);
            offset += consumed;
        }
        while (status == InflateStatus.NeedInput);
        return offset;
    }

    private ReadOnlySpan<byte> Window(long offset)
    {
        if (offset < windowStart || offset >= windowStart + windowLength)
        {
            windowStart = offset;
            windowLength = pack.Read(offset, window);
            if (windowLength == 0)
                throw new CorruptPackException($"The pack ends at offset {offset}, inside an entry.");
        }
        return window.AsSpan((int)(offset - windowStart), windowLength - (int)(offset - windowStart));
    }
}

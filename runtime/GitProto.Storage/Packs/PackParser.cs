namespace GitProto.Storage;

/// <summary>
/// The first pass over a pack. It takes bytes in any pieces as they come, uses exactly those up to the end of the trailer, names whole
/// objects at once, measures deltas, and fills the table.
/// </summary>
internal sealed partial class PackParser : IDisposable
{
    private readonly ObjectFormat format;
    private readonly PackLimits limits;
    private readonly PackTable table;
    private readonly ObjectHasher hasher;
    private readonly ObjectNamer namer;
    private readonly TrailerHash trailerHash;
    private readonly byte[] fixedPart = new byte[32];
    private int fixedLength;
    private Step step = Step.Header;
    private long position;

    public PackParser(PackIndexOptions options, PackTable table)
    {
        (format, limits, this.table) = (options.Format, options.Limits, table);
        hasher = new ObjectHasher(options.CreateHash());
        namer = ObjectNamer.Create(options, Name);
        trailerHash = new TrailerHash(format);
        headerParser = new EntryHeaderParser(format);
    }

    private enum Step
    {
        Header,
        EntryHeader,
        Data,
        Trailer,
        Done,
    }

    /// <summary>The number of entries the header promises.</summary>
    public uint Promised { get; private set; }

    /// <summary>How many bytes of the pack came.</summary>
    public long Position => position;

    /// <summary>Whether the trailer was read and is right.</summary>
    public bool IsDone => step == Step.Done;

    /// <summary>The hash at the end of the pack.</summary>
    public ObjectId Trailer { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <returns>How many belong to the pack: all of them unless it is done.</returns>
    /// <exception cref="CorruptPackException">The pack is corrupt.</exception>
    /// <exception cref="LimitExceededException">A bound was hit.</exception>
    public int Feed(ReadOnlySpan<byte> input)
    {
        var room = limits.MaxPackSize - position;
        if (input.Length > room)
            input = input[..(int)room];
        var used = 0;
        while (step < Step.Trailer && used < input.Length)
        {
            var taken = step switch
            {
                Step.Header => ReadHeader(input[used..]),
                Step.EntryHeader => ReadEntryHeader(input[used..]),
                _ => ReadData(input[used..]),
            };
            used += taken;
            position += taken;
        }
        if (used > 0 && baseOffsets is null)
            trailerHash.Append(input[..used]);
        if (step == Step.Trailer)
        {
            var taken = ReadTrailer(input[used..]);
            used += taken;
            position += taken;
        }
        if (used == room && !IsDone)
            throw new LimitExceededException(nameof(PackLimits.MaxPackSize), limits.MaxPackSize, "The size of the pack");
        return used;
    }

    /// <summary>Says that no more bytes come.</summary>
    /// <exception cref="CorruptPackException">The pack is not complete.</exception>
    public void End()
    {
        if (IsDone)
            return;
        // Where nothing but the pack tells where it ends, the cause says that this is a cut connection rather than a bad pack.
        var text = $"The pack ends early, at offset {position}, with {table.Count} of {Promised} objects.";
        throw new CorruptPackException(text, new EndOfStreamException(text));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        window.Dispose();
        hasher.Dispose();
        namer.Dispose();
        trailerHash.Dispose();
    }

    private int ReadHeader(ReadOnlySpan<byte> input)
    {
        var taken = TakeFixed(input, PackHeader.Length);
        if (fixedLength < PackHeader.Length)
            return taken;
        Promised = PackHeader.Read(fixedPart);
        if (Promised > limits.MaxObjectCount)
            throw new LimitExceededException(nameof(PackLimits.MaxObjectCount), limits.MaxObjectCount, $"The number of objects in the pack, {Promised},");
        fixedLength = 0;
        BeginEntry(position + taken);
        return taken;
    }

    private int ReadTrailer(ReadOnlySpan<byte> input)
    {
        var length = format.ByteLength();
        var taken = TakeFixed(input, length);
        if (fixedLength < length)
            return taken;
        Trailer = ObjectId.FromBytes(fixedPart.AsSpan(0, length));
        var actual = trailerHash.Finish();
        if (actual != Trailer)
            throw new CorruptPackException($"The pack's trailer is {Trailer}, but its bytes hash to {actual}.");
        namer.Flush();
        step = Step.Done;
        return taken;
    }

    private int TakeFixed(ReadOnlySpan<byte> input, int length)
    {
        var taken = Math.Min(length - fixedLength, input.Length);
        input[..taken].CopyTo(fixedPart.AsSpan(fixedLength));
        fixedLength += taken;
        return taken;
    }
}

namespace GitProto.Storage;

/// <summary>
/// Inflates one zlib stream (RFC 1950, 1951), in as many pieces as it comes in. It says exactly how many bytes the stream used, which
/// the framework's streams do not, checks the Adler-32, refuses a preset dictionary, and does work proportional to input and output.
/// </summary>
internal sealed partial class Inflater
{
    /// <summary>Room behind the limit that lets the fast loop work to the end: see <see cref="Inflate"/>.</summary>
    public const int Slack = 288;

    /// <summary>How many bytes a match may reach back.</summary>
    public const int WindowSize = 32768;

    /// <summary>Blocks in a row that may yield nothing. Flushing compressors write a few; more is an attempt to keep us busy.</summary>
    public const int MaxEmptyBlocks = 4096;

    private readonly HuffmanTable ownLiterals = new(10, 2048);
    private readonly HuffmanTable ownDistances = new(8, 1024);
    private readonly HuffmanTable codeLengths = new(7, 128);
    private readonly byte[] lengths = new byte[320];
    private HuffmanTable literals = FixedTables.Literals;
    private HuffmanTable distances = FixedTables.Distances;

    private InflateState state;
    private ulong bits;
    private int bitCount;
    private uint adler = Adler32.Initial;
    private bool isLastBlock;
    private bool blockYielded;
    private int emptyBlocks;
    private int storedLeft;

    /// <summary>What is wrong with the stream, as the end of a sentence; null as long as nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Makes it ready for another stream.</summary>
    public void Reset()
    {
        state = InflateState.Header;
        (bits, bitCount, adler) = (0, 0, Adler32.Initial);
        (isLastBlock, blockYielded, emptyBlocks) = (false, false, 0);
        Problem = null;
    }

    /// <summary>Goes on with the stream.</summary>
    /// <param name="input">The next piece of input.</param>
    /// <param name="output">
    /// Where data go; what lies before <paramref name="position"/> is the history (at least the last 32 KiB if there were so many).
    /// What lies between <paramref name="limit"/> and the end may be overwritten with nonsense; <see cref="Slack"/> bytes there
    /// make it faster.
    /// </param>
    /// <param name="limit">The end of the room in <paramref name="output"/>.</param>
    /// <param name="position">Where the next byte goes.</param>
    /// <param name="consumed">How many bytes of input belong to the stream and were used.</param>
    public InflateStatus Inflate(ReadOnlySpan<byte> input, Span<byte> output, int limit, ref int position, out int consumed)
    {
        var reader = new BitInput(input, bits, bitCount);
        var start = position;
        var checkedTo = position;
        InflateStatus status;
        do
        {
            status = Step(ref reader, output, limit, ref position);
            if (state is InflateState.Trailer)
            {
                adler = Adler32.Update(adler, output[checkedTo..position]);
                checkedTo = position;
            }
        }
        while (status == InflateStatus.Done && state != InflateState.Done);
        adler = Adler32.Update(adler, output[checkedTo..position]);
        blockYielded |= position > start;
        if (status != InflateStatus.NeedInput)
            reader.GiveBack();
        (bits, bitCount, consumed) = (reader.Bits, reader.Count, reader.Position);
        return status;
    }

    // Done here means: this step is, go on with the next.
    private InflateStatus Step(ref BitInput reader, Span<byte> output, int limit, ref int position) => state switch
    {
        InflateState.Header => ReadHeader(ref reader),
        InflateState.Block => ReadBlockHeader(ref reader),
        InflateState.StoredLength => ReadStoredLength(ref reader),
        InflateState.Stored => CopyStored(ref reader, output, limit, ref position),
        InflateState.DynamicCounts => ReadDynamicCounts(ref reader),
        InflateState.DynamicOrder => ReadCodeLengthCode(ref reader),
        InflateState.DynamicLengths => ReadCodeLengths(ref reader),
        InflateState.Symbols => ReadSymbols(ref reader, output, limit, ref position),
        InflateState.Trailer => ReadTrailer(ref reader),
        InflateState.Done => InflateStatus.Done,
        _ => InflateStatus.Corrupt,
    };

    private InflateStatus ReadHeader(ref BitInput reader)
    {
        if (!reader.Need(16))
            return InflateStatus.NeedInput;
        var method = reader.Take(8);
        var flags = reader.Take(8);
        if (((method << 8) | flags) % 31 != 0)
            return Fail("the zlib header has a wrong check value");
        if ((method & 15) != 8)
            return Fail("the zlib header names an unknown compression method");
        if (method >> 4 > 7)
            return Fail("the zlib header asks for a window above 32 KiB");
        if ((flags & 0x20) != 0)
            return Fail("the zlib stream needs a preset dictionary");
        return Go(InflateState.Block);
    }

    private InflateStatus ReadTrailer(ref BitInput reader)
    {
        reader.Align();
        if (!reader.Need(32))
            return InflateStatus.NeedInput;
        var expected = 0u;
        for (var i = 0; i < 4; i++)
            expected = (expected << 8) | reader.Take(8);
        return expected == adler ? Go(InflateState.Done) : Fail("its Adler-32 is wrong");
    }

    private InflateStatus EndBlock(bool yielded)
    {
        if (yielded || blockYielded)
            emptyBlocks = 0;
        else if (++emptyBlocks > MaxEmptyBlocks)
            return Fail($"the zlib stream has more than {MaxEmptyBlocks} empty blocks in a row");
        blockYielded = false;
        return Go(isLastBlock ? InflateState.Trailer : InflateState.Block);
    }

    private InflateStatus Go(InflateState next)
    {
        state = next;
        return InflateStatus.Done;
    }

    private InflateStatus Fail(string problem)
    {
        Problem = problem;
        state = InflateState.Failed;
        return InflateStatus.Corrupt;
    }
}

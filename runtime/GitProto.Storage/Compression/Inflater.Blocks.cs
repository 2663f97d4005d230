namespace GitProto.Storage;

/// <content>Block headers and stored blocks.</content>
internal sealed partial class Inflater
{
    private int literalCount;
    private int distanceCount;
    private int codeLengthCount;
    private int have;

    private InflateStatus ReadBlockHeader(ref BitInput reader)
    {
        if (!reader.Need(3))
            return InflateStatus.NeedInput;
        isLastBlock = reader.Take(1) != 0;
        switch (reader.Take(2))
        {
            case 0:
                return Go(InflateState.StoredLength);
            case 1:
                (literals, distances) = (FixedTables.Literals, FixedTables.Distances);
                return Go(InflateState.Symbols);
            case 2:
                return Go(InflateState.DynamicCounts);
            default:
                return Fail("a deflate block has the reserved type");
        }
    }

    private InflateStatus ReadStoredLength(ref BitInput reader)
    {
        reader.Align();
        if (!reader.Need(32))
            return InflateStatus.NeedInput;
        storedLeft = (int)reader.Take(16);
        if (reader.Take(16) != (storedLeft ^ 0xffff))
            return Fail("the length of a stored block disagrees with its complement");
        return Go(InflateState.Stored);
    }

    private InflateStatus CopyStored(ref BitInput reader, Span<byte> output, int limit, ref int position)
    {
        var start = position;
        for (; storedLeft > 0 && reader.Count > 0 && position < limit; storedLeft--)
            output[position++] = (byte)reader.Take(8);
        if (reader.Count == 0)
        {
            var length = Math.Min(storedLeft, Math.Min(limit - position, reader.Input.Length - reader.Position));
            reader.Input.Slice(reader.Position, length).CopyTo(output[position..]);
            reader.Position += length;
            position += length;
            storedLeft -= length;
        }
        if (storedLeft == 0)
            return EndBlock(position > start);
        return position == limit ? InflateStatus.OutputFull : InflateStatus.NeedInput;
    }

    private InflateStatus ReadDynamicCounts(ref BitInput reader)
    {
        if (!reader.Need(14))
            return InflateStatus.NeedInput;
        literalCount = (int)reader.Take(5) + 257;
        distanceCount = (int)reader.Take(5) + 1;
        codeLengthCount = (int)reader.Take(4) + 4;
        if (literalCount > 286 || distanceCount > 30)
            return Fail("a deflate block has too many codes");
        Array.Clear(lengths, 0, 19);
        have = 0;
        return Go(InflateState.DynamicOrder);
    }

    private InflateStatus ReadCodeLengthCode(ref BitInput reader)
    {
        for (; have < codeLengthCount; have++)
        {
            if (!reader.Need(3))
                return InflateStatus.NeedInput;
            lengths[DeflateCodes.CodeLengthOrder[have]] = (byte)reader.Take(3);
        }
        if (!codeLengths.TryBuild(lengths.AsSpan(0, 19), DeflateCodes.CodeLengths, allowSingle: false))
            return Fail("a deflate block has a wrong code of code lengths");
        have = 0;
        return Go(InflateState.DynamicLengths);
    }

    private InflateStatus ReadCodeLengths(ref BitInput reader)
    {
        while (have < literalCount + distanceCount)
        {
            reader.Need(14);
            var entry = codeLengths.Find(reader.Bits);
            var (width, symbol) = ((int)(entry & 15), (int)(entry >> 16));
            var extra = symbol switch { 16 => 2, 17 => 3, 18 => 7, _ => 0 };
            if (reader.Count < width + extra)
                return InflateStatus.NeedInput;
            reader.Take(width);
            if (symbol < 16)
            {
                lengths[have++] = (byte)symbol;
                continue;
            }
            if (symbol == 16 && have == 0)
                return Fail("a deflate block repeats a code length before the first");
            var repeat = (int)reader.Take(extra) + (symbol == 18 ? 11 : 3);
            if (repeat > literalCount + distanceCount - have)
                return Fail("a deflate block repeats a code length past the last");
            lengths.AsSpan(have, repeat).Fill(symbol == 16 ? lengths[have - 1] : (byte)0);
            have += repeat;
        }
        return BuildTables();
    }

    private InflateStatus BuildTables()
    {
        if (lengths[256] == 0)
            return Fail("a deflate block has no code for its end");
        if (!ownLiterals.TryBuild(lengths.AsSpan(0, literalCount), DeflateCodes.LiteralsAndLengths, allowSingle: true))
            return Fail("a deflate block has a wrong code of literals and lengths");
        if (!ownDistances.TryBuild(lengths.AsSpan(literalCount, distanceCount), DeflateCodes.Distances, allowSingle: true))
            return Fail("a deflate block has a wrong code of distances");
        (literals, distances) = (ownLiterals, ownDistances);
        return Go(InflateState.Symbols);
    }
}

namespace GitProto.Storage;

/// <summary>A two-level decoding table of a canonical prefix code; the main table is no wider than the longest code.</summary>
internal sealed class HuffmanTable(int maxMainBits, int capacity)
{
    private readonly uint[] entries = new uint[capacity];

    /// <summary>Entries: the main table, then its sub-tables.</summary>
    public ReadOnlySpan<uint> Entries => entries;

    /// <summary>Width of the main table in bits.</summary>
    public int MainBits { get; private set; }

    /// <summary>Finds the entry of the code that the low bits begin with.</summary>
    public uint Find(ulong bits)
    {
        var entry = entries[(int)(bits & ((1u << MainBits) - 1))];
        if ((entry & DeflateCodes.SubTable) == 0)
            return entry;
        return entries[(int)((entry >> 16) + ((bits >> MainBits) & ((1u << (int)(entry & 15)) - 1)))];
    }

    /// <summary>Builds the table.</summary>
    /// <param name="lengths">Code length of each symbol; 0 if it has none.</param>
    /// <param name="symbols">Entry of each symbol, without length.</param>
    /// <param name="allowSingle">Whether a lone code of one bit, or no code at all, is legal (RFC 1951, 3.2.7).</param>
    /// <returns>False if the lengths are over-subscribed or incomplete.</returns>
    public bool TryBuild(ReadOnlySpan<byte> lengths, ReadOnlySpan<uint> symbols, bool allowSingle)
    {
        Span<int> counts = stackalloc int[16];
        counts.Clear();
        foreach (var length in lengths)
            counts[length]++;
        counts[0] = 0;
        var longest = counts.LastIndexOfAnyExcept(0);
        if (!IsComplete(counts, Math.Max(longest, 0), allowSingle))
            return false;
        Span<ushort> sorted = stackalloc ushort[288];
        Sort(lengths, counts, sorted);
        MainBits = Math.Clamp(longest, 1, maxMainBits);
        entries[0] = entries[1] = DeflateCodes.Bad | 1;
        Fill(counts, sorted, symbols, longest);
        return true;
    }

    private static bool IsComplete(ReadOnlySpan<int> counts, int longest, bool allowSingle)
    {
        var left = 1;
        for (var length = 1; length <= 15; length++)
        {
            left = (left * 2) - counts[length];
            if (left < 0)
                return false;
        }
        return left == 0 || (allowSingle && longest <= 1);
    }

    private static void Sort(ReadOnlySpan<byte> lengths, ReadOnlySpan<int> counts, Span<ushort> sorted)
    {
        Span<int> next = stackalloc int[17];
        next.Clear();
        for (var length = 1; length <= 15; length++)
            next[length + 1] = next[length] + counts[length];
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            if (lengths[symbol] != 0)
                sorted[next[lengths[symbol]]++] = (ushort)symbol;
        }
    }

    private void Fill(Span<int> counts, ReadOnlySpan<ushort> sorted, ReadOnlySpan<uint> symbols, int longest)
    {
        var table = entries.AsSpan();
        uint code = 0;
        var position = 0;
        for (var length = 1; length <= MainBits; length++)
        {
            var half = 1 << (length - 1);
            if (length > 1)
                table[..half].CopyTo(table[half..]);
            for (var left = counts[length]; left > 0; left--)
            {
                table[(int)code] = symbols[sorted[position++]] | (uint)length;
                code = NextReversed(code, length);
            }
        }
        var free = 1 << MainBits;
        var prefix = uint.MaxValue;
        var (start, bits) = (0, 0);
        for (var length = MainBits + 1; length <= longest; length++)
        {
            for (; counts[length] > 0; counts[length]--)
            {
                if ((code & ((1u << MainBits) - 1)) != prefix)
                {
                    prefix = code & ((1u << MainBits) - 1);
                    (start, bits) = (free, SubTableBits(counts, length, longest));
                    free += 1 << bits;
                    table[(int)prefix] = DeflateCodes.SubTable | ((uint)start << 16) | (uint)bits;
                }
                var entry = symbols[sorted[position++]] | (uint)length;
                for (var i = (int)(code >> MainBits); i < 1 << bits; i += 1 << (length - MainBits))
                    table[start + i] = entry;
                code = NextReversed(code, length);
            }
        }
    }

    private int SubTableBits(ReadOnlySpan<int> counts, int length, int longest)
    {
        var bits = length - MainBits;
        for (var left = (1 << bits) - counts[length]; left > 0 && bits + MainBits < longest; left -= counts[bits + MainBits])
        {
            bits++;
            left <<= 1;
        }
        return bits;
    }

    private static uint NextReversed(uint code, int length)
    {
        var bit = 1u << (length - 1);
        while ((code & bit) != 0)
            bit >>= 1;
        return bit == 0 ? 0 : (code & (bit - 1)) | bit;
    }
}

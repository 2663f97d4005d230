namespace GitProto.Storage;

/// <summary>The tables of the fixed codes (RFC 1951, 3.2.6).</summary>
internal static class FixedTables
{
    public static readonly HuffmanTable Literals = Build(10, DeflateCodes.FixedLengths, DeflateCodes.LiteralsAndLengths);
    public static readonly HuffmanTable Distances = Build(8, DeflateCodes.FixedDistances, DeflateCodes.Distances);

    private static HuffmanTable Build(int bits, byte[] lengths, uint[] symbols)
    {
        var table = new HuffmanTable(bits, 1 << bits);
        table.TryBuild(lengths, symbols, allowSingle: false);
        return table;
    }
}

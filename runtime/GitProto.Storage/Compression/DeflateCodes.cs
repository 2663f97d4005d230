namespace GitProto.Storage;

/// <summary>
/// The alphabets of RFC 1951 as table entries. An entry holds the code's length in bits 0-3 (set when a table is built), the
/// number of extra bits in 4-7, flags in 8-11 and the literal, base or sub-table offset in 16-31.
/// </summary>
internal static class DeflateCodes
{
    public const uint Literal = 0x100;
    public const uint SubTable = 0x200;
    public const uint EndOfBlock = 0x400;
    public const uint Bad = 0x800;
    public const uint Special = SubTable | EndOfBlock | Bad;

    public static readonly uint[] LiteralsAndLengths = MakeLengths();
    public static readonly uint[] Distances = MakeDistances();
    public static readonly uint[] CodeLengths = [.. Enumerable.Range(0, 19).Select(i => Literal | ((uint)i << 16))];
    public static readonly byte[] FixedLengths = MakeFixed();
    public static readonly byte[] FixedDistances = [.. Enumerable.Repeat((byte)5, 32)];

    /// <summary>The order in which a dynamic block lists the lengths of the code-length code.</summary>
    public static ReadOnlySpan<byte> CodeLengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private static uint[] MakeLengths()
    {
        var codes = new uint[288];
        for (var i = 0; i < 256; i++)
            codes[i] = Literal | ((uint)i << 16);
        codes[256] = EndOfBlock;
        var length = 3u;
        for (var i = 257; i < 285; i++)
        {
            var extra = i < 265 ? 0 : (i - 261) / 4;
            codes[i] = (length << 16) | ((uint)extra << 4);
            length += 1u << extra;
        }
        codes[285] = 258u << 16;
        codes[286] = codes[287] = Bad;
        return codes;
    }

    private static uint[] MakeDistances()
    {
        var codes = new uint[32];
        var distance = 1u;
        for (var i = 0; i < 30; i++)
        {
            var extra = i < 4 ? 0 : (i / 2) - 1;
            codes[i] = (distance << 16) | ((uint)extra << 4);
            distance += 1u << extra;
        }
        codes[30] = codes[31] = Bad;
        return codes;
    }

    private static byte[] MakeFixed()
    {
        var lengths = new byte[288];
        lengths.AsSpan(0, 144).Fill(8);
        lengths.AsSpan(144, 112).Fill(9);
        lengths.AsSpan(256, 24).Fill(7);
        lengths.AsSpan(280, 8).Fill(8);
        return lengths;
    }
}

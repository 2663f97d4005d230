using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>
/// For eight blocks at once those of <see cref="BitConditions"/> that rule most out, written out: seven or more of each vector. What they leave, one
/// vector in seven blocks, is looked at one by one. In parts, because the compiler keeps track of so many values only.
/// </summary>
internal static class LaneConditions
{
    /// <summary>Which vectors each block may follow if it meets the other conditions too.</summary>
    public static Vector256<uint> Candidates(ReadOnlySpan<Vector256<uint>> words) =>
        Part1(words) & Part2(words);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part1(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[35] << 5) ^ words[36]), 0x00002400);
        kept &= Unless(((words[36] << 25) ^ words[40]) & Vector256.Create(0x20000000u), 0x00090048);
        kept &= Unless(
            Vector256.AndNot(Vector256.Create(0x20u), (words[36] << 5) ^ words[37])
            | Vector256.AndNot(Vector256.Create(0x40000000u), (words[36] << 30) ^ words[41])
            | Vector256.AndNot(Vector256.Create(0x2u), words[44] ^ words[46])
            | Vector256.AndNot(Vector256.Create(0x40u), (words[50] << 5) ^ words[51]),
            0x20000000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[36] << 5) ^ words[37]), 0x10004800);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x10u), words[36] ^ words[38]), 0x02800000);
        kept &= Unless(((words[37] << 25) ^ words[40]) & Vector256.Create(0x20000000u), 0x05020011);
        kept &= Unless(
            Vector256.AndNot(Vector256.Create(0x20u), (words[37] << 5) ^ words[38])
            | Vector256.AndNot(Vector256.Create(0x40000000u), (words[37] << 30) ^ words[42])
            | Vector256.AndNot(Vector256.Create(0x40u), (words[45] << 5) ^ words[46])
            | Vector256.AndNot(Vector256.Create(0x40u), (words[51] << 5) ^ words[52]),
            0x40000000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[37] << 5) ^ words[38]), 0x00009000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x10u), words[37] ^ words[39]), 0x05000001);
        kept &= Unless(((words[38] << 25) ^ words[41]) & Vector256.Create(0x20000000u), 0x0a040022);
        kept &= Unless(
            Vector256.AndNot(Vector256.Create(0x20u), (words[38] << 5) ^ words[39])
            | Vector256.AndNot(Vector256.Create(0x40000000u), (words[38] << 30) ^ words[43])
            | Vector256.AndNot(Vector256.Create(0x40u), (words[46] << 5) ^ words[47])
            | Vector256.AndNot(Vector256.Create(0x40u), (words[52] << 5) ^ words[53]),
            0x80000000);
        kept &= Unless(
            Vector256.AndNot(Vector256.Create(0x40u), (words[38] << 5) ^ words[39])
            | Vector256.AndNot(Vector256.Create(0x2u), words[38] ^ words[40])
            | Vector256.AndNot(Vector256.Create(0x40u), (words[42] << 5) ^ words[43]),
            0x00002000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x10u), words[38] ^ words[40]), 0x0a000002);
        kept &= Unless(((words[39] << 25) ^ words[42]) & Vector256.Create(0x20000000u), 0x04080045);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[39] << 5) ^ words[40]), 0x20004400);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x2u), words[39] ^ words[41]), 0x20004000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[39] << 5) ^ words[42]), 0x00000400);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x10u), words[39] ^ words[41]), 0x04000005);
        kept &= Unless(((words[40] << 25) ^ words[43]) & Vector256.Create(0x20000000u), 0x0810008a);
        kept &= Unless((words[40] ^ words[41]) & Vector256.Create(0x20000000u), 0x08060032);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[40] << 5) ^ words[41]), 0x40008800);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x2u), words[40] ^ words[42]), 0x40008000);
        kept &= Unless(
            Vector256.AndNot(Vector256.Create(0x40u), (words[40] << 5) ^ words[43])
            | Vector256.AndNot(Vector256.Create(0x80u), (words[62] << 5) ^ words[63]),
            0x00000800);
        kept &= Unless(((words[41] << 25) ^ words[44]) & Vector256.Create(0x20000000u), 0x00210115);
        kept &= Unless((words[41] ^ words[42]) & Vector256.Create(0x20000000u), 0x000c0064);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[41] << 5) ^ words[42]), 0x90001000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x2u), words[41] ^ words[43]), 0x90000000);
        kept &= Unless(
            Vector256.AndNot(Vector256.Create(0x2u), words[41] ^ words[49])
            | Vector256.AndNot(Vector256.Create(0x80u), (words[63] << 5) ^ words[64]),
            0x00001000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x10u), words[41] ^ words[43]), 0x00000015);
        kept &= Unless(((words[42] << 25) ^ words[45]) & Vector256.Create(0x20000000u), 0x0042022a);
        kept &= Unless((words[42] ^ words[44]) & Vector256.Create(0x40u), 0x00001400);
        kept &= Unless((words[42] ^ words[43]) & Vector256.Create(0x20000000u), 0x001800c8);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x10u), words[42] ^ words[44]), 0x0000002a);
        kept &= Unless(((words[43] << 25) ^ words[46]) & Vector256.Create(0x20000000u), 0x00840055);
        kept &= Unless((words[43] ^ words[45]) & Vector256.Create(0x40u), 0x00002800);
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part2(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Unless((words[43] ^ words[44]) & Vector256.Create(0x20000000u), 0x00310190);
        kept &= Unless(((words[44] << 25) ^ words[47]) & Vector256.Create(0x20000000u), 0x010800aa);
        kept &= Unless((words[44] ^ words[46]) & Vector256.Create(0x40u), 0x00005400);
        kept &= Unless((words[44] ^ words[48]) & Vector256.Create(0x40u), 0x00005000);
        kept &= Unless((words[44] ^ words[45]) & Vector256.Create(0x20000000u), 0x00630320);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[44] << 5) ^ words[45]), 0x20008000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[44] << 5) ^ words[51]), 0x00008000);
        kept &= Unless(((words[45] << 25) ^ words[48]) & Vector256.Create(0x20000000u), 0x02100154);
        kept &= Unless((words[45] ^ words[47]) & Vector256.Create(0x40u), 0x0000a800);
        kept &= Unless((words[45] ^ words[49]) & Vector256.Create(0x40u), 0x0000a000);
        kept &= Unless((words[45] ^ words[46]) & Vector256.Create(0x20000000u), 0x00c60240);
        kept &= Unless(((words[46] << 25) ^ words[49]) & Vector256.Create(0x20000000u), 0x042002a8);
        kept &= Unless(((words[47] << 5) ^ words[46]) & Vector256.Create(0x40u), 0x40000400);
        kept &= Unless((words[46] ^ words[47]) & Vector256.Create(0x20000000u), 0x018c0081);
        kept &= Unless(((words[47] << 25) ^ words[50]) & Vector256.Create(0x20000000u), 0x08410150);
        kept &= Unless(((words[48] << 5) ^ words[47]) & Vector256.Create(0x40u), 0x80000800);
        kept &= Unless((words[47] ^ words[48]) & Vector256.Create(0x20000000u), 0x03180102);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x40u), (words[47] << 5) ^ words[48]), 0x10000000);
        kept &= Unless(((words[48] << 25) ^ words[51]) & Vector256.Create(0x20000000u), 0x008202a0);
        kept &= Unless(
            ((words[48] ^ words[50]) & Vector256.Create(0x40u))
            | (((words[51] << 5) ^ words[48]) & Vector256.Create(0x40u)),
            0x10004000);
        kept &= Unless((words[48] ^ words[49]) & Vector256.Create(0x20000000u), 0x06300204);
        kept &= Unless(((words[49] << 25) ^ words[52]) & Vector256.Create(0x20000000u), 0x01050140);
        kept &= Unless((words[49] ^ words[50]) & Vector256.Create(0x20000000u), 0x0c610008);
        kept &= Unless(((words[50] << 25) ^ words[53]) & Vector256.Create(0x20000000u), 0x020a0280);
        kept &= Unless((words[50] ^ words[51]) & Vector256.Create(0x20000000u), 0x08c20010);
        kept &= Unless(((words[51] << 25) ^ words[54]) & Vector256.Create(0x20000000u), 0x04140100);
        kept &= Unless((words[51] ^ words[52]) & Vector256.Create(0x20000000u), 0x01840020);
        kept &= Unless(((words[52] << 25) ^ words[55]) & Vector256.Create(0x20000000u), 0x08280200);
        kept &= Unless((words[52] ^ words[53]) & Vector256.Create(0x20000000u), 0x03090040);
        kept &= Unless((words[53] ^ words[54]) & Vector256.Create(0x20000000u), 0x06120080);
        kept &= Unless((words[54] ^ words[55]) & Vector256.Create(0x20000000u), 0x0c240100);
        kept &= Unless((words[55] ^ words[56]) & Vector256.Create(0x20000000u), 0x08480200);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x20000000u), words[56] ^ words[59]), 0x00c00000);
        kept &= Unless(Vector256.AndNot(Vector256.Create(0x80u), (words[61] << 5) ^ words[62]), 0x10000400);
        return kept;
    }

    // All vectors if nothing is wrong, else those that the conditions are not about.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Unless(Vector256<uint> wrong, uint vectors) =>
        Vector256.Equals(wrong, Vector256<uint>.Zero) | Vector256.Create(~vectors);
}

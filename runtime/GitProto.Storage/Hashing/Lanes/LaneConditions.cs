using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>
/// The conditions of <see cref="BitConditions"/> written out, for eight blocks at once; a test compares the two. In parts, because the compiler keeps
/// track of so many values only.
/// </summary>
internal static class LaneConditions
{
    /// <summary>Which vectors each block may follow.</summary>
    public static Vector256<uint> Candidates(ReadOnlySpan<Vector256<uint>> words) =>
        Part1(words) & Part2(words) & Part3(words) & Part4(words) & Part5(words);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part1(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[35] << 5) ^ words[36]), Vector256<uint>.Zero) | Vector256.Create(0xffffdbffu);
        kept &= Vector256.Equals(((words[35] << 25) ^ words[39]) & Vector256.Create(0x10000000u), Vector256<uint>.Zero) | Vector256.Create(0xfffbffffu);
        kept &= Vector256.Equals(((words[35] << 25) ^ words[39]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfffbffdbu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[36] << 27) ^ words[35]), Vector256<uint>.Zero) | Vector256.Create(0xfff7ffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[40] << 2) ^ words[35]), Vector256<uint>.Zero) | Vector256.Create(0xfff7ffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[36] << 5) ^ words[37]), Vector256<uint>.Zero) | Vector256.Create(0xdfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[36] << 30) ^ words[41]), Vector256<uint>.Zero) | Vector256.Create(0xdfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[36] << 5) ^ words[37]), Vector256<uint>.Zero) | Vector256.Create(0xefffb7ffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[36] ^ words[37]), Vector256<uint>.Zero) | Vector256.Create(0xffffff7fu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[36] ^ words[38]), Vector256<uint>.Zero) | Vector256.Create(0xfd7fffffu);
        kept &= Vector256.Equals(((words[36] << 25) ^ words[40]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfff6ffb7u);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[37] << 27) ^ words[36]), Vector256<uint>.Zero) | Vector256.Create(0xffefffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[41] << 2) ^ words[36]), Vector256<uint>.Zero) | Vector256.Create(0xffefffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[37] << 5) ^ words[38]), Vector256<uint>.Zero) | Vector256.Create(0xbfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[37] << 30) ^ words[42]), Vector256<uint>.Zero) | Vector256.Create(0xbfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[37] << 5) ^ words[38]), Vector256<uint>.Zero) | Vector256.Create(0xffff6fffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[37] ^ words[38]), Vector256<uint>.Zero) | Vector256.Create(0xfffffeffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[37] ^ words[39]), Vector256<uint>.Zero) | Vector256.Create(0xfafffffeu);
        kept &= Vector256.Equals(((words[37] << 25) ^ words[40]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfafdffeeu);
        kept &= Vector256.Equals(((words[37] << 25) ^ words[41]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffefff7fu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[38] << 27) ^ words[37]), Vector256<uint>.Zero) | Vector256.Create(0xffdfffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[42] << 2) ^ words[37]), Vector256<uint>.Zero) | Vector256.Create(0xffdfffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[38] << 5) ^ words[39]), Vector256<uint>.Zero) | Vector256.Create(0x7fffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[38] << 30) ^ words[43]), Vector256<uint>.Zero) | Vector256.Create(0x7fffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[38] << 5) ^ words[39]), Vector256<uint>.Zero) | Vector256.Create(0xffffdfffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[38] ^ words[40]), Vector256<uint>.Zero) | Vector256.Create(0xffffdfffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[38] ^ words[39]), Vector256<uint>.Zero) | Vector256.Create(0xfffffdffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[38] ^ words[40]), Vector256<uint>.Zero) | Vector256.Create(0xf5fffffdu);
        kept &= Vector256.Equals(((words[38] << 25) ^ words[41]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf5fbffddu);
        kept &= Vector256.Equals(((words[38] << 25) ^ words[42]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffdffeffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[39] << 27) ^ words[38]), Vector256<uint>.Zero) | Vector256.Create(0xffbfffffu);
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part2(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[43] << 2) ^ words[38]), Vector256<uint>.Zero) | Vector256.Create(0xffbfffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[39] << 5) ^ words[40]), Vector256<uint>.Zero) | Vector256.Create(0xdfffbbffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[39] ^ words[41]), Vector256<uint>.Zero) | Vector256.Create(0xdfffbfffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[39] << 5) ^ words[42]), Vector256<uint>.Zero) | Vector256.Create(0xfffffbffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[39] ^ words[41]), Vector256<uint>.Zero) | Vector256.Create(0xfbfffffau);
        kept &= Vector256.Equals(((words[39] << 25) ^ words[42]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbf7ffbau);
        kept &= Vector256.Equals(((words[39] << 25) ^ words[43]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffbffdffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[40] << 27) ^ words[39]), Vector256<uint>.Zero) | Vector256.Create(0xff7fffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[44] << 2) ^ words[39]), Vector256<uint>.Zero) | Vector256.Create(0xff7fffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[40] << 5) ^ words[41]), Vector256<uint>.Zero) | Vector256.Create(0xbfff77ffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[40] ^ words[42]), Vector256<uint>.Zero) | Vector256.Create(0xbfff7fffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[40] << 5) ^ words[43]), Vector256<uint>.Zero) | Vector256.Create(0xfffff7ffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[40] ^ words[42]), Vector256<uint>.Zero) | Vector256.Create(0xf7fffff5u);
        kept &= Vector256.Equals(((words[40] << 25) ^ words[43]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7efff75u);
        kept &= Vector256.Equals(((words[40] << 25) ^ words[44]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xff7fffffu);
        kept &= Vector256.Equals((words[40] ^ words[41]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7f9ffcdu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[41] << 5) ^ words[42]), Vector256<uint>.Zero) | Vector256.Create(0x6fffefffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[41] ^ words[43]), Vector256<uint>.Zero) | Vector256.Create(0x6fffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[41] ^ words[49]), Vector256<uint>.Zero) | Vector256.Create(0xffffefffu);
        kept &= Vector256.Equals(((words[41] << 25) ^ words[45]) & Vector256.Create(0x10000000u), Vector256<uint>.Zero) | Vector256.Create(0xfeffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[41] ^ words[43]), Vector256<uint>.Zero) | Vector256.Create(0xffffffeau);
        kept &= Vector256.Equals(((words[41] << 25) ^ words[44]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffdefeeau);
        kept &= Vector256.Equals(((words[41] << 25) ^ words[45]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfeffffffu);
        kept &= Vector256.Equals((words[41] ^ words[42]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfff3ff9bu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[42] << 5) ^ words[43]), Vector256<uint>.Zero) | Vector256.Create(0xffffdfffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[42] ^ words[50]), Vector256<uint>.Zero) | Vector256.Create(0xffffdfffu);
        kept &= Vector256.Equals(((words[42] << 25) ^ words[46]) & Vector256.Create(0x10000000u), Vector256<uint>.Zero) | Vector256.Create(0xfdffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[42] ^ words[44]), Vector256<uint>.Zero) | Vector256.Create(0xffffffd5u);
        kept &= Vector256.Equals(((words[42] << 25) ^ words[45]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffbdfdd5u);
        kept &= Vector256.Equals(((words[42] << 25) ^ words[46]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfdffffffu);
        kept &= Vector256.Equals((words[42] ^ words[44]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xffffebffu);
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part3(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Vector256.Equals((words[42] ^ words[43]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffe7ff37u);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[43] << 5) ^ words[44]), Vector256<uint>.Zero) | Vector256.Create(0xffffbfffu);
        kept &= Vector256.Equals(((words[43] << 25) ^ words[47]) & Vector256.Create(0x10000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[43] ^ words[45]), Vector256<uint>.Zero) | Vector256.Create(0xffffffabu);
        kept &= Vector256.Equals(((words[43] << 25) ^ words[46]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xff7bffaau);
        kept &= Vector256.Equals(((words[43] << 25) ^ words[47]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbffffffu);
        kept &= Vector256.Equals((words[43] ^ words[45]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xffffd7ffu);
        kept &= Vector256.Equals((words[43] ^ words[44]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffcefe6fu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[44] << 5) ^ words[45]), Vector256<uint>.Zero) | Vector256.Create(0xdfff7fffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[44] ^ words[46]), Vector256<uint>.Zero) | Vector256.Create(0xdfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[44] << 5) ^ words[51]), Vector256<uint>.Zero) | Vector256.Create(0xffff7fffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[44] ^ words[52]), Vector256<uint>.Zero) | Vector256.Create(0xffff7fffu);
        kept &= Vector256.Equals(((words[44] << 25) ^ words[48]) & Vector256.Create(0x10000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7ffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[44] ^ words[46]), Vector256<uint>.Zero) | Vector256.Create(0xffffff57u);
        kept &= Vector256.Equals(((words[44] << 25) ^ words[47]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfef7ff55u);
        kept &= Vector256.Equals(((words[44] << 25) ^ words[48]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7ffffffu);
        kept &= Vector256.Equals((words[44] ^ words[46]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xffffabffu);
        kept &= Vector256.Equals((words[44] ^ words[48]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xffffafffu);
        kept &= Vector256.Equals((words[44] ^ words[45]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xff9cfcdfu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[45] << 5) ^ words[46]), Vector256<uint>.Zero) | Vector256.Create(0xbfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[45] ^ words[47]), Vector256<uint>.Zero) | Vector256.Create(0xfffffeafu);
        kept &= Vector256.Equals(((words[45] << 25) ^ words[48]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfdeffeabu);
        kept &= Vector256.Equals((words[45] ^ words[47]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xffff57ffu);
        kept &= Vector256.Equals((words[45] ^ words[49]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xffff5fffu);
        kept &= Vector256.Equals((words[45] ^ words[46]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xff39fdbfu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[46] << 5) ^ words[47]), Vector256<uint>.Zero) | Vector256.Create(0x7fffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[46] ^ words[48]), Vector256<uint>.Zero) | Vector256.Create(0xfffffd5fu);
        kept &= Vector256.Equals(((words[46] << 25) ^ words[49]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbdffd57u);
        kept &= Vector256.Equals(((words[47] << 5) ^ words[46]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xbffffbffu);
        kept &= Vector256.Equals((words[46] ^ words[47]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfe73ff7eu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[47] << 5) ^ words[48]), Vector256<uint>.Zero) | Vector256.Create(0xefffffffu);
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part4(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[47] ^ words[49]), Vector256<uint>.Zero) | Vector256.Create(0xfffefebfu);
        kept &= Vector256.Equals(((words[47] << 25) ^ words[50]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7befeafu);
        kept &= Vector256.Equals(((words[48] << 5) ^ words[47]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0x7ffff7ffu);
        kept &= Vector256.Equals((words[47] ^ words[48]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfce7fefdu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[48] ^ words[50]), Vector256<uint>.Zero) | Vector256.Create(0xfffdfd7fu);
        kept &= Vector256.Equals(((words[48] << 25) ^ words[51]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xff7dfd5fu);
        kept &= Vector256.Equals((words[48] ^ words[50]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xefffbfffu);
        kept &= Vector256.Equals(((words[51] << 5) ^ words[48]) & Vector256.Create(0x40u), Vector256<uint>.Zero) | Vector256.Create(0xefffbfffu);
        kept &= Vector256.Equals((words[48] ^ words[49]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf9cffdfbu);
        kept &= Vector256.Equals(((words[49] << 25) ^ words[52]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfefafebfu);
        kept &= Vector256.Equals((words[49] ^ words[50]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf39efff7u);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[50] << 5) ^ words[51]), Vector256<uint>.Zero) | Vector256.Create(0xdfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[50] << 5) ^ words[53]), Vector256<uint>.Zero) | Vector256.Create(0xdfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[50] ^ words[54]), Vector256<uint>.Zero) | Vector256.Create(0xdfffffffu);
        kept &= Vector256.Equals(((words[50] << 25) ^ words[53]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfdf5fd7fu);
        kept &= Vector256.Equals((words[50] ^ words[51]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf73dffefu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[51] << 5) ^ words[52]), Vector256<uint>.Zero) | Vector256.Create(0xbfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[51] << 5) ^ words[54]), Vector256<uint>.Zero) | Vector256.Create(0xbfffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[51] ^ words[55]), Vector256<uint>.Zero) | Vector256.Create(0xbfffffffu);
        kept &= Vector256.Equals(((words[51] << 25) ^ words[54]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbebfeffu);
        kept &= Vector256.Equals((words[51] ^ words[52]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfe7bffdfu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[52] << 5) ^ words[53]), Vector256<uint>.Zero) | Vector256.Create(0x7fffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[52] << 5) ^ words[55]), Vector256<uint>.Zero) | Vector256.Create(0x7fffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x2u), words[52] ^ words[56]), Vector256<uint>.Zero) | Vector256.Create(0x7fffffffu);
        kept &= Vector256.Equals(((words[52] << 25) ^ words[55]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7d7fdffu);
        kept &= Vector256.Equals((words[52] ^ words[53]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfcf6ffbfu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), words[52] ^ words[55]), Vector256<uint>.Zero) | Vector256.Create(0xfff3feffu);
        kept &= Vector256.Equals(((words[53] << 25) ^ words[56]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xffafffffu);
        kept &= Vector256.Equals((words[53] ^ words[54]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf9edff7fu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), words[53] ^ words[56]), Vector256<uint>.Zero) | Vector256.Create(0xffeffdffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[54] ^ words[56]), Vector256<uint>.Zero) | Vector256.Create(0xff7fffffu);
        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static Vector256<uint> Part5(ReadOnlySpan<Vector256<uint>> words)
    {
        words = words[..Sha1Steps.Count];
        var kept = Vector256<uint>.AllBitsSet;
        kept &= Vector256.Equals(((words[54] << 25) ^ words[57]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xff5fffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), (words[54] << 25) ^ words[60]), Vector256<uint>.Zero) | Vector256.Create(0xff7fffffu);
        kept &= Vector256.Equals((words[54] ^ words[55]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf3dbfeffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), words[54] ^ words[57]), Vector256<uint>.Zero) | Vector256.Create(0xffcfffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x10u), words[55] ^ words[57]), Vector256<uint>.Zero) | Vector256.Create(0xfeffffffu);
        kept &= Vector256.Equals(((words[55] << 25) ^ words[57]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfeffffffu);
        kept &= Vector256.Equals(((words[55] << 25) ^ words[58]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfebfffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), (words[55] << 25) ^ words[61]), Vector256<uint>.Zero) | Vector256.Create(0xfeffffffu);
        kept &= Vector256.Equals((words[55] ^ words[56]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7b7fdffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), words[55] ^ words[58]), Vector256<uint>.Zero) | Vector256.Create(0xff9fffffu);
        kept &= Vector256.Equals(((words[56] << 25) ^ words[58]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfdffffffu);
        kept &= Vector256.Equals(((words[56] << 25) ^ words[59]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfd7fffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20000000u), words[56] ^ words[59]), Vector256<uint>.Zero) | Vector256.Create(0xff3fffffu);
        kept &= Vector256.Equals(((words[57] << 25) ^ words[59]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[58] << 5) ^ words[59]), Vector256<uint>.Zero) | Vector256.Create(0xfffffffeu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[58] << 30) ^ words[63]), Vector256<uint>.Zero) | Vector256.Create(0xfffffffeu);
        kept &= Vector256.Equals(((words[58] << 25) ^ words[62]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfdffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[59] << 5) ^ words[60]), Vector256<uint>.Zero) | Vector256.Create(0xfffffffdu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40000000u), (words[59] << 30) ^ words[64]), Vector256<uint>.Zero) | Vector256.Create(0xfffffffdu);
        kept &= Vector256.Equals(((words[59] << 25) ^ words[63]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xfbffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[60] << 5) ^ words[61]), Vector256<uint>.Zero) | Vector256.Create(0xfffefffbu);
        kept &= Vector256.Equals(((words[60] << 25) ^ words[64]) & Vector256.Create(0x20000000u), Vector256<uint>.Zero) | Vector256.Create(0xf7ffffffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[61] << 5) ^ words[62]), Vector256<uint>.Zero) | Vector256.Create(0xfffdfff7u);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[61] << 5) ^ words[62]), Vector256<uint>.Zero) | Vector256.Create(0xfffffffeu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x80u), (words[61] << 5) ^ words[62]), Vector256<uint>.Zero) | Vector256.Create(0xeffffbffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[62] << 5) ^ words[63]), Vector256<uint>.Zero) | Vector256.Create(0xfffbffefu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[62] << 5) ^ words[63]), Vector256<uint>.Zero) | Vector256.Create(0xfffffffdu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x80u), (words[62] << 5) ^ words[63]), Vector256<uint>.Zero) | Vector256.Create(0xfffff7ffu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x20u), (words[63] << 5) ^ words[64]), Vector256<uint>.Zero) | Vector256.Create(0xfff7ffdfu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x40u), (words[63] << 5) ^ words[64]), Vector256<uint>.Zero) | Vector256.Create(0xfffefffbu);
        kept &= Vector256.Equals(Vector256.AndNot(Vector256.Create(0x80u), (words[63] << 5) ^ words[64]), Vector256<uint>.Zero) | Vector256.Create(0xffffefffu);
        return kept;
    }
}

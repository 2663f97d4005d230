using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>
/// The trees that a walk looked into last, one for each hint of a path. Of the next one with that hint only the entries between the first and the last
/// difference are new: the others stand in the tree before, so they have been met. That holds for any two trees; the hint only makes it likely that they
/// are alike. Memory is bounded.
/// </summary>
internal sealed class SeenTrees(ObjectFormat format)
{
    private const long Capacity = 32 << 20;

    // Of a smaller tree it is cheaper to look at all.
    private const int Smallest = 300;
    private readonly Dictionary<uint, SeenTree> trees = [];
    private readonly List<int> between = [];
    private long used;

    /// <summary>Finds the entries of a tree that are not in the one before, and remembers the tree.</summary>
    /// <param name="hint">The hint of its path.</param>
    /// <param name="content">The tree. If it is malformed, what comes back is so too.</param>
    /// <returns>Whole entries of it, one behind the other.</returns>
    public ReadOnlySpan<byte> Unseen(uint hint, ReadOnlyMemory<byte> content)
    {
        var tree = content.Span;
        if (tree.Length < Smallest)
            return tree;
        if (!trees.TryGetValue(hint, out var seen))
            seen = SeenTree.None;
        var before = seen.Content.Span;
        var first = seen.LastUpTo(before.CommonPrefixLength(tree));
        var start = seen.Offsets[first];
        var same = CommonSuffix(before[start..], tree[start..]);
        var next = seen.FirstFrom(before.Length - same);
        if (!TryFindEnd(tree, start, seen.Offsets, tree.Length - before.Length, ref next, out var end))
            return tree[start..];
        Remember(hint, seen, new SeenTree(content, Offsets(seen.Offsets, first, next, tree.Length - before.Length)));
        return tree[start..end];
    }

    // Goes from entry to entry until one begins where one of the tree before does from which on they are equal.
    private bool TryFindEnd(ReadOnlySpan<byte> tree, int start, int[] offsets, int shift, ref int next, out int end)
    {
        between.Clear();
        for (end = start; ;)
        {
            while (next < offsets.Length && offsets[next] + shift < end)
                next++;
            if (next == offsets.Length)
                return false;
            if (offsets[next] + shift == end)
                return true;
            between.Add(end);
            var name = tree[end..].IndexOf((byte)0);
            end += name + 1 + format.ByteLength();
            if (name < 0 || end > tree.Length)
                return false;
        }
    }

    private int[] Offsets(int[] before, int first, int next, int shift)
    {
        if (shift == 0 && before.AsSpan(first, next - first).SequenceEqual(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(between)))
            return before;
        var offsets = new int[first + between.Count + before.Length - next];
        before.AsSpan(0, first).CopyTo(offsets);
        between.CopyTo(offsets, first);
        for (var i = next; i < before.Length; i++)
            offsets[first + between.Count + i - next] = before[i] + shift;
        return offsets;
    }

    private void Remember(uint hint, SeenTree before, SeenTree tree)
    {
        used += tree.Cost - before.Cost;
        if (used > Capacity)
        {
            trees.Clear();
            used = tree.Cost;
        }
        trees[hint] = tree;
    }

    private static int CommonSuffix(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var most = Math.Min(one.Length, other.Length);
        var same = 0;
        while (same + 8 <= most
            && BinaryPrimitives.ReadUInt64LittleEndian(one[(one.Length - same - 8)..]) == BinaryPrimitives.ReadUInt64LittleEndian(other[(other.Length - same - 8)..]))
            same += 8;
        while (same < most && one[one.Length - same - 1] == other[other.Length - same - 1])
            same++;
        return same;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GitProto.Storage;

/// <summary>
/// Reads a tree, or of one that is made by a delta only the entries that do not come whole from the base: where a copied run begins on an entry of the base,
/// all that lie within it are the base's. Finds where the entries of the tree begin on the way.
/// </summary>
/// <param name="format">The hash of the ids inside.</param>
/// <param name="take">Gets each entry that is read.</param>
internal sealed class TreeDifference(ObjectFormat format, TakeEntry take)
{
    private readonly List<int> starts = [];
    private int position;
    private int near;

    /// <summary>Where the entries of the last tree begin, and behind them where it ends.</summary>
    public List<int> Starts => starts;

    /// <summary>Reads a tree whole.</summary>
    /// <exception cref="ObjectRefusedException">It is malformed.</exception>
    public void Read(ReadOnlySpan<byte> tree)
    {
        Begin();
        ReadUpTo(tree.Length, tree);
        starts.Add(tree.Length);
    }

    /// <summary>Reads what is new in a tree.</summary>
    /// <param name="tree">What a delta makes of its base.</param>
    /// <param name="delta">That delta, applied without an error.</param>
    /// <param name="baseStarts">Where the entries of the base begin, and where it ends.</param>
    /// <exception cref="ObjectRefusedException">It is malformed.</exception>
    public void Read(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> delta, ReadOnlySpan<int> baseStarts)
    {
        Begin();
        DeltaHeader.TryRead(delta, out var header);
        var done = 0;
        for (var at = header.Length; at < delta.Length;)
        {
            Delta.NextOperation(delta, ref at, out var operation);
            if (operation.IsCopy)
                SkipCopied((int)operation.Offset, operation.Length, done, tree, baseStarts);
            done += operation.Length;
            ReadUpTo(done, tree);
        }
        starts.Add(tree.Length);
    }

    private void Begin()
    {
        starts.Clear();
        (position, near) = (0, 0);
    }

    // An entry may begin before the run: then what follows it is looked at.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SkipCopied(int from, int length, int done, ReadOnlySpan<byte> tree, ReadOnlySpan<int> baseStarts)
    {
        while (position < done + length)
        {
            var first = LastUpTo(from + position - done, baseStarts);
            if (baseStarts[first] == from + position - done)
            {
                var last = LastUpTo(from + length, baseStarts);
                if (last > first)
                    Skip(baseStarts[first..last], done - from, baseStarts[last]);
            }
            if (position < done + length)
                ReadEntry(tree);
        }
    }

    // Runs mostly follow each other, so it is looked for behind the one that was found before, in steps that grow. The first entry begins at 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LastUpTo(int offset, ReadOnlySpan<int> baseStarts)
    {
        var low = near < baseStarts.Length && baseStarts[near] <= offset ? near : 0;
        var step = 1;
        while (low + step < baseStarts.Length && baseStarts[low + step] <= offset)
        {
            low += step;
            step <<= 1;
        }
        for (; step > 0; step >>= 1)
        {
            if (low + step < baseStarts.Length && baseStarts[low + step] <= offset)
                low += step;
        }
        return near = low;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Skip(ReadOnlySpan<int> inherited, int shift, int end)
    {
        var known = starts.Count;
        CollectionsMarshal.SetCount(starts, known + inherited.Length);
        var added = CollectionsMarshal.AsSpan(starts)[known..];
        for (var i = 0; i < inherited.Length; i++)
            added[i] = inherited[i] + shift;
        position = end + shift;
    }

    private void ReadUpTo(int end, ReadOnlySpan<byte> tree)
    {
        while (position < end)
            ReadEntry(tree);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEntry(ReadOnlySpan<byte> tree)
    {
        var entries = new TreeView(format, tree[position..]).GetEnumerator();
        entries.MoveNext();
        take(entries.Current);
        starts.Add(position);
        position = tree.Length - entries.Left;
    }
}

namespace GitProto.Storage;

/// <summary>The entries of a pack by offset: finds where an entry ends and which object begins at an offset.</summary>
internal sealed class PackOrder
{
    private readonly int[] byOffset;
    private readonly long[] offsets;
    private readonly long end;

    /// <summary>Sorts the entries of an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="end">Where the trailer of the pack begins.</param>
    public PackOrder(PackIndex index, long end)
    {
        this.end = end;
        byOffset = new int[index.Count];
        offsets = new long[index.Count];
        for (var i = 0; i < byOffset.Length; i++)
            (byOffset[i], offsets[i]) = (i, index.GetOffset(i));
        Array.Sort(offsets, byOffset);
    }

    /// <summary>How many entries there are.</summary>
    public int Count => offsets.Length;

    /// <summary>Where the entry at a position begins; at the position behind the last one, the trailer.</summary>
    public long Offset(int position) => position < offsets.Length ? offsets[position] : end;

    /// <summary>The place in the index of the object at a position.</summary>
    public int Place(int position) => byOffset[position];

    /// <summary>The position of the entry that begins at an offset, or -1.</summary>
    public int Position(long offset) => Array.BinarySearch(offsets, offset) is >= 0 and var position ? position : -1;

    /// <summary>Finds the object whose entry begins at an offset.</summary>
    /// <returns>Its place in the index, or -1.</returns>
    public int Find(long offset) => Position(offset) is >= 0 and var position ? byOffset[position] : -1;

    /// <summary>Where the entry after the one at an offset begins, or the trailer.</summary>
    public long Next(long offset)
    {
        var position = Array.BinarySearch(offsets, offset + 1);
        return Offset(position < 0 ? ~position : position);
    }
}

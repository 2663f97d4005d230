namespace GitProto.Storage;

/// <summary>The entries of a pack by offset: finds where an entry ends and which object begins at an offset.</summary>
internal sealed class PackOrder
{
    private readonly PackIndex index;
    private readonly int[] byOffset;
    private readonly long end;

    /// <summary>Sorts the entries of an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="end">Where the trailer of the pack begins.</param>
    public PackOrder(PackIndex index, long end)
    {
        (this.index, this.end) = (index, end);
        byOffset = new int[index.Count];
        var offsets = new long[index.Count];
        for (var i = 0; i < byOffset.Length; i++)
            (byOffset[i], offsets[i]) = (i, index.GetOffset(i));
        Array.Sort(offsets, byOffset);
    }

    /// <summary>Finds the object whose entry begins at an offset.</summary>
    /// <returns>Its place in the index, or -1.</returns>
    public int Find(long offset)
    {
        var place = Place(offset);
        return place < byOffset.Length && index.GetOffset(byOffset[place]) == offset ? byOffset[place] : -1;
    }

    /// <summary>Where the entry after the one at an offset begins, or the trailer.</summary>
    public long Next(long offset)
    {
        var place = Place(offset + 1);
        return place < byOffset.Length ? index.GetOffset(byOffset[place]) : end;
    }

    private int Place(long offset)
    {
        var (low, high) = (0, byOffset.Length);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (index.GetOffset(byOffset[middle]) < offset)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

namespace GitProto.Storage;

/// <summary>The entries of a pack by offset: finds where an entry ends and which object begins at an offset.</summary>
internal sealed class PackOrder
{
    private readonly int[] byOffset;
    private readonly long[] offsets;
    private readonly long end;

    /// <summary>Puts the entries of an index in order.</summary>
    /// <param name="index">The index.</param>
    /// <param name="end">Where the trailer of the pack begins.</param>
    /// <param name="claimed">The places in the index in an order that somebody says is that of the pack; if it is not, or null, they are sorted. It is taken over.</param>
    public PackOrder(PackIndex index, long end, int[]? claimed = null)
    {
        this.end = end;
        offsets = new long[index.Count];
        byOffset = claimed is not null && Rises(index, claimed) ? claimed : Sort(index);
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

    // As many places as there are entries, whose offsets rise: that is each of them, once.
    private bool Rises(PackIndex index, int[] places)
    {
        for (var position = 0; position < offsets.Length; position++)
        {
            offsets[position] = index.GetOffset(places[position]);
            if (position > 0 && offsets[position] <= offsets[position - 1])
                return false;
        }
        return true;
    }

    private int[] Sort(PackIndex index)
    {
        var places = new int[offsets.Length];
        for (var place = 0; place < places.Length; place++)
            (places[place], offsets[place]) = (place, index.GetOffset(place));
        Array.Sort(offsets, places);
        return places;
    }
}

namespace GitProto.Storage;

/// <summary>A tree that a walk has looked into.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Offsets">Where its entries begin, and where the last one ends.</param>
internal sealed record SeenTree(ReadOnlyMemory<byte> Content, int[] Offsets)
{
    /// <summary>The empty tree.</summary>
    public static SeenTree None { get; } = new(default, [0]);

    /// <summary>The memory it takes, in bytes.</summary>
    public long Cost => Content.Length + (4L * Offsets.Length);

    /// <summary>The number of the last entry that begins at an offset or before it.</summary>
    public int LastUpTo(int offset)
    {
        var found = Array.BinarySearch(Offsets, offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The number of the first entry that begins at an offset or behind it.</summary>
    public int FirstFrom(int offset)
    {
        var found = Array.BinarySearch(Offsets, offset);
        return found >= 0 ? found : ~found;
    }
}

namespace GitProto.Storage;

/// <summary>An entry of a tree, packed into 32 bits: to an object of the same pack by position, to any other by number.</summary>
/// <param name="Bits">The number, shifted, with a bit for trees; the complement for what is elsewhere.</param>
internal readonly record struct TreeLink(int Bits)
{
    /// <summary>The largest number that fits.</summary>
    public const int MaxNumber = int.MaxValue >> 1;

    /// <summary>Whether it is in the same pack.</summary>
    public bool IsLocal => Bits >= 0;

    /// <summary>Whether the entry says that it is a tree.</summary>
    public bool IsTree => ((IsLocal ? Bits : ~Bits) & 1) != 0;

    /// <summary>What the entry says that it is.</summary>
    public ObjectType Type => IsTree ? ObjectType.Tree : ObjectType.Blob;

    /// <summary>The position in the same pack, or the number among those that are elsewhere.</summary>
    public int Number => (IsLocal ? Bits : ~Bits) >> 1;

    /// <summary>A link to an entry of the same pack.</summary>
    public static TreeLink Local(int position, bool isTree) => new((position << 1) | (isTree ? 1 : 0));

    /// <summary>A link to what is elsewhere.</summary>
    public static TreeLink Foreign(int number, bool isTree) => new(~((number << 1) | (isTree ? 1 : 0)));
}

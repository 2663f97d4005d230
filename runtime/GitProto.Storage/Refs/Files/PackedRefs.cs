namespace GitProto.Storage;

/// <summary>
/// The content of <c>packed-refs</c>: one line for each ref, <c>ID SP NAME</c>, each tag followed by a line <c>^ID</c> of what it tags. What the first
/// line promises (sorted, peeled) is not believed: the order is checked, and tags are read from the store.
/// </summary>
internal sealed class PackedRefs
{
    private readonly byte[] content;
    private readonly ObjectFormat format;
    private readonly List<(int Start, int Length)> names = [];

    private PackedRefs(byte[] content, ObjectFormat format) => (this.content, this.format) = (content, format);

    /// <summary>How many refs there are.</summary>
    public int Count => names.Count;

    /// <summary>True if the lines of the file are in the order of their names.</summary>
    public bool IsSorted { get; private set; } = true;

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefRefusedException">A line is malformed.</exception>
    public static PackedRefs Parse(byte[] content, ObjectFormat format)
    {
        var packed = new PackedRefs(content, format);
        var offset = 0;
        var sorted = true;
        foreach (var line in new ByteLines(content))
        {
            sorted &= packed.AddLine(line, offset);
            offset += line.Length + 1;
        }
        if (offset > content.Length)
            throw Broken("its last line has no end");
        packed.IsSorted = sorted;
        if (!sorted)
            packed.Sort();
        return packed;
    }

    /// <summary>Finds a ref.</summary>
    public ObjectId? Find(RefName name)
    {
        var index = LowerBound(name.Bytes.Span);
        return index < names.Count && Name(index).SequenceEqual(name.Bytes.Span) ? Target(index) : null;
    }

    /// <summary>The first ref whose name is not below some bytes.</summary>
    public int LowerBound(ReadOnlySpan<byte> name)
    {
        var (low, high) = (0, names.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Name(middle).SequenceCompareTo(name) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The name of a ref, not checked.</summary>
    public ReadOnlySpan<byte> Name(int index) => content.AsSpan(names[index].Start, names[index].Length);

    /// <summary>The id of a ref.</summary>
    public ObjectId Target(int index) =>
        ObjectId.TryParse(content.AsSpan(names[index].Start - 1 - format.HexLength(), format.HexLength()), out var id) ? id : throw Broken("a line is malformed");

    private bool AddLine(ReadOnlySpan<byte> line, int offset)
    {
        var width = format.HexLength();
        if (line.StartsWith("#"u8))
            return true;
        if (line.StartsWith("^"u8))
            return names.Count > 0 && ObjectId.TryParse(line[1..].TrimEnd((byte)'\r'), format, out _) ? true : throw Broken("a peeled line is malformed or has no ref before it");
        if (line.Length <= width + 1 || line[width] != ' ' || !ObjectId.TryParse(line[..width], format, out _) || line.Contains((byte)0))
            throw Broken("a line is malformed");
        var inOrder = names.Count == 0 || Name(names.Count - 1).SequenceCompareTo(line[(width + 1)..]) < 0;
        names.Add((offset + width + 1, line.Length - width - 1));
        return inOrder;
    }

    // Of two lines for one ref the last counts.
    private void Sort()
    {
        var ordered = names.OrderBy(name => new ByteString(content.AsSpan(name.Start, name.Length))).ToList();
        names.Clear();
        foreach (var name in ordered)
        {
            if (names.Count > 0 && Name(names.Count - 1).SequenceEqual(content.AsSpan(name.Start, name.Length)))
                names.RemoveAt(names.Count - 1);
            names.Add(name);
        }
    }

    private static RefRefusedException Broken(string reason) => new("packed-refs", reason);
}

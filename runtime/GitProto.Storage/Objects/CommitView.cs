using System.Buffers.Text;

namespace GitProto.Storage;

/// <summary>The head of a commit, read in place: nothing is copied. As lenient as Git is when it walks a history.</summary>
public readonly ref struct CommitView
{
    private readonly ReadOnlySpan<byte> parents;
    private readonly int lineLength;
    private readonly ObjectFormat format;

    /// <summary>Reads the head of a commit.</summary>
    /// <exception cref="ObjectRefusedException">It has no tree line, or a parent line is broken.</exception>
    public CommitView(ObjectFormat format, ReadOnlySpan<byte> content)
    {
        this.format = format;
        lineLength = "parent \n".Length + format.HexLength();
        var rest = content;
        if (!HeaderLine.TryReadId(ref rest, "tree "u8, format, out var tree))
            throw new ObjectRefusedException("A commit does not begin with the line of its tree.");
        Tree = tree;
        var before = rest;
        while (HeaderLine.TryReadId(ref rest, "parent "u8, format, out _))
            ParentCount++;
        if (rest.StartsWith("parent "u8))
            throw new ObjectRefusedException($"Parent {ParentCount + 1} of a commit is no object id.");
        parents = before[..(before.Length - rest.Length)];
        CommitterTime = ReadTime(rest);
    }

    /// <summary>The tree.</summary>
    public ObjectId Tree { get; }

    /// <summary>How many parents there are.</summary>
    public int ParentCount { get; }

    /// <summary>When it was committed, in seconds since 1970; 0 if the commit does not say so in a readable way.</summary>
    public long CommitterTime { get; }

    /// <summary>One of the parents.</summary>
    public ObjectId Parent(int index)
    {
        var line = parents.Slice(index * lineLength, lineLength);
        ObjectId.TryParse(line["parent ".Length..^1], format, out var id);
        return id;
    }

    /// <summary>The parents as an array.</summary>
    public ObjectId[] Parents()
    {
        var ids = new ObjectId[ParentCount];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = Parent(i);
        return ids;
    }

    private static long ReadTime(ReadOnlySpan<byte> rest)
    {
        if (!HeaderLine.TryReadText(ref rest, "author "u8, out _) || !HeaderLine.TryReadText(ref rest, "committer "u8, out var person))
            return 0;
        var text = person[(person.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' ');
        return Utf8Parser.TryParse(text, out ulong time, out _) && time <= long.MaxValue ? (long)time : 0;
    }
}

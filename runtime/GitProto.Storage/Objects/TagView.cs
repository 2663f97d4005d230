namespace GitProto.Storage;

/// <summary>The head of an annotated tag, read in place.</summary>
public readonly ref struct TagView
{
    /// <summary>Reads the head of a tag.</summary>
    /// <exception cref="ObjectRefusedException">It does not say what it tags, or of which kind that is.</exception>
    public TagView(ObjectFormat format, ReadOnlySpan<byte> content)
    {
        var rest = content;
        if (!HeaderLine.TryReadId(ref rest, "object "u8, format, out var target))
            throw new ObjectRefusedException("A tag does not begin with the line of its object.");
        if (!HeaderLine.TryReadText(ref rest, "type "u8, out var word) || !ObjectTypes.TryParse(word, out var type))
            throw new ObjectRefusedException("The second line of a tag is no type of object.");
        Target = target;
        TargetType = type;
        Name = HeaderLine.TryReadText(ref rest, "tag "u8, out var name) ? name : default;
    }

    /// <summary>What is tagged.</summary>
    public ObjectId Target { get; }

    /// <summary>The kind of what is tagged, as the tag says.</summary>
    public ObjectType TargetType { get; }

    /// <summary>The name in the tag; empty if it has none.</summary>
    public ReadOnlySpan<byte> Name { get; }
}

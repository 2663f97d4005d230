namespace GitProto.Storage;

/// <summary>The words for object types in object headers and tags.</summary>
public static class ObjectTypes
{
    /// <summary>The word: <c>commit</c>, <c>tree</c>, <c>blob</c> or <c>tag</c>.</summary>
    public static string Name(this ObjectType type) => type switch
    {
        ObjectType.Commit => "commit",
        ObjectType.Tree => "tree",
        ObjectType.Blob => "blob",
        ObjectType.Tag => "tag",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No object has this type."),
    };

    /// <summary>Finds the type for a word; false for any other word.</summary>
    public static bool TryParse(ReadOnlySpan<byte> word, out ObjectType type)
    {
        type = word switch
        {
            _ when word.SequenceEqual("commit"u8) => ObjectType.Commit,
            _ when word.SequenceEqual("tree"u8) => ObjectType.Tree,
            _ when word.SequenceEqual("blob"u8) => ObjectType.Blob,
            _ when word.SequenceEqual("tag"u8) => ObjectType.Tag,
            _ => ObjectType.None,
        };
        return type != ObjectType.None;
    }
}

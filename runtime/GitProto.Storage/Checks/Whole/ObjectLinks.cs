namespace GitProto.Storage;

/// <summary>Reads what an object names, as leniently as git.</summary>
internal static class ObjectLinks
{
    /// <summary>Reads the links of one object.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="content">Its bytes; of a blob none are needed.</param>
    /// <param name="shallow">Commits whose parents do not count.</param>
    /// <param name="link">Is told of each link, and of the kind that the object says.</param>
    public static LinkOutcome Read(in ObjectId id, ObjectType type, ReadOnlySpan<byte> content, IReadOnlySet<ObjectId> shallow, Action<ObjectId, ObjectType> link)
    {
        try
        {
            return type switch
            {
                ObjectType.Commit => Commit(id, content, shallow, link),
                ObjectType.Tag => Tag(id.Format, content, link),
                ObjectType.Tree => Tree(id.Format, content, link),
                _ => LinkOutcome.Whole,
            };
        }
        catch (ObjectRefusedException)
        {
            return type == ObjectType.Tree ? LinkOutcome.Broken : LinkOutcome.Unreadable;
        }
    }

    private static LinkOutcome Commit(in ObjectId id, ReadOnlySpan<byte> content, IReadOnlySet<ObjectId> shallow, Action<ObjectId, ObjectType> link)
    {
        var commit = new CommitView(id.Format, content);
        if (content.Length <= "tree \n".Length + id.Format.HexLength())
            return LinkOutcome.Unreadable;
        link(commit.Tree, ObjectType.Tree);
        for (var i = 0; i < commit.ParentCount && !shallow.Contains(id); i++)
            link(commit.Parent(i), ObjectType.Commit);
        return LinkOutcome.Whole;
    }

    private static LinkOutcome Tag(ObjectFormat format, ReadOnlySpan<byte> content, Action<ObjectId, ObjectType> link)
    {
        var tag = new TagView(format, content);
        var rest = content["object \n".Length..][format.HexLength()..];
        rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        if (!rest.StartsWith("tag "u8) || !rest.Contains((byte)'\n'))
            return LinkOutcome.Unreadable;
        link(tag.Target, tag.TargetType);
        return LinkOutcome.Whole;
    }

    private static LinkOutcome Tree(ObjectFormat format, ReadOnlySpan<byte> content, Action<ObjectId, ObjectType> link)
    {
        foreach (var entry in new TreeView(format, content))
        {
            if (entry.IsSubmodule)
                continue;
            if ((entry.Mode & FileModes.TypeMask) is not (FileModes.Directory or (FileModes.File & FileModes.TypeMask) or FileModes.SymbolicLink))
                return LinkOutcome.Broken;
            link(entry.Id, entry.Type);
        }
        return LinkOutcome.Whole;
    }
}

using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Walks a tree without calling itself: as deep as a tree nests, the stack does not.</summary>
internal sealed class TreeWalk(IRepository repository, ObjectId root, UploadArchiveRules rules)
{
    private readonly ArchiveAttributes attributes = new(repository, rules);
    private long seen;

    /// <summary>Begins at the root.</summary>
    public Stack<TreeLevel> Begin()
    {
        seen = 0;
        var entries = TreeLevel.Read(repository.Objects, root);
        return new Stack<TreeLevel>([new TreeLevel(root, default, entries) { Attributes = attributes.ReadRoot(entries) }]);
    }

    /// <summary>Enters a directory.</summary>
    /// <exception cref="LimitExceededException">It is too deep.</exception>
    public TreeLevel Enter(Stack<TreeLevel> levels, TreeItem item, ByteString path)
    {
        if (levels.Count >= rules.MaxTreeDepth)
            throw new LimitExceededException(nameof(rules.MaxTreeDepth), rules.MaxTreeDepth, $"The depth of the directory '{path.ToDisplayString()}'");
        var entries = TreeLevel.Read(repository.Objects, item.Id);
        return new TreeLevel(item.Id, ByteString.Wrap([.. path.Span, (byte)'/']), entries) { Attributes = attributes.Read(entries, path) };
    }

    /// <summary>The path of an entry.</summary>
    /// <exception cref="ArchiveRefusedException">Its name may not stand in an archive.</exception>
    /// <exception cref="LimitExceededException">There were too many entries, or the path is too long.</exception>
    public ByteString PathOf(TreeLevel level, TreeItem item)
    {
        if (++seen > rules.MaxEntries)
            throw new LimitExceededException(nameof(rules.MaxEntries), rules.MaxEntries, "The number of entries of the archive's trees");
        ArchiveName.Check(item.Name.Span, level.Path.Span);
        return level.Path.Length + item.Name.Length <= rules.MaxPathLength ? ByteString.Wrap([.. level.Path.Span, .. item.Name.Span])
            : throw new LimitExceededException(nameof(rules.MaxPathLength), rules.MaxPathLength, $"A path of {level.Path.Length + item.Name.Length} bytes");
    }

    /// <summary>What the attribute files say of a path.</summary>
    public AttributeValues Attributes(Stack<TreeLevel> levels, ByteString path, bool isDirectory) =>
        attributes.Of(levels.Select(level => level.Attributes), path, isDirectory);
}

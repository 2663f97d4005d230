namespace GitProto.Storage;

/// <summary>Reading that every store can do.</summary>
public static class ObjectStoreExtensions
{
    /// <summary>The largest commit, tree or tag that is read into memory, in bytes.</summary>
    public const int MaxStructuredSize = 256 << 20;

    /// <summary>The longest chain of tags that is followed.</summary>
    public const int MaxTagDepth = 1024;

    /// <summary>Reads a commit, tree or tag.</summary>
    /// <exception cref="ObjectRefusedException">There is no such object, or it is of another kind.</exception>
    public static GitObject Read(this IObjectStore objects, in ObjectId id, ObjectType type)
    {
        var found = objects.TryRead(id, MaxStructuredSize) ?? throw new ObjectRefusedException($"The {type.Name()} {id} is missing.");
        return found.Type == type ? found : throw new ObjectRefusedException($"The object {id} is a {found.Type.Name()}, expected a {type.Name()}.");
    }

    /// <summary>Reads a commit.</summary>
    /// <exception cref="ObjectRefusedException">There is no such commit, or it is broken.</exception>
    public static CommitView ReadCommit(this IObjectStore objects, in ObjectId id) => new(objects.Format, objects.Read(id, ObjectType.Commit).Span);

    /// <summary>Reads a tree.</summary>
    /// <exception cref="ObjectRefusedException">There is no such tree.</exception>
    public static TreeView ReadTree(this IObjectStore objects, in ObjectId id) => new(objects.Format, objects.Read(id, ObjectType.Tree).Span);

    /// <summary>Follows tags to what they tag.</summary>
    /// <returns>The object itself if it is no tag; null if a link of the chain is missing.</returns>
    /// <exception cref="LimitExceededException">The chain is longer than <see cref="MaxTagDepth"/>.</exception>
    /// <exception cref="ObjectRefusedException">A tag is broken.</exception>
    public static PeeledObject? Peel(this IObjectStore objects, in ObjectId id)
    {
        var current = id;
        for (var depth = 0; depth <= MaxTagDepth; depth++)
        {
            if (!objects.TryReadHeader(current, out var type, out _))
                return null;
            if (type != ObjectType.Tag)
                return new PeeledObject(current, type);
            current = new TagView(objects.Format, objects.Read(current, ObjectType.Tag).Span).Target;
        }
        throw new LimitExceededException(nameof(MaxTagDepth), MaxTagDepth, $"The chain of tags from {id}");
    }
}

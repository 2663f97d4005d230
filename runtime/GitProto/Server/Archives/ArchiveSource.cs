using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Finds the tree that a client names: a ref it sees, and perhaps a path behind a colon.</summary>
/// <remarks>Source: git-upload-archive "SECURITY"; archive.c parse_treeish_arg.</remarks>
internal sealed class ArchiveSource(IRepository repository, RefView refs, UploadArchiveRules rules, TimeProvider time)
{
    /// <summary>Finds it.</summary>
    /// <exception cref="ArchiveRefusedException">There is no such ref, or no such tree.</exception>
    public ArchiveTree Find(ByteString name)
    {
        var colon = name.Span.IndexOf((byte)':');
        var first = colon < 0 ? name : new ByteString(name.Span[..colon]);
        var target = FindRef(first) ?? FindId(first) ?? throw ArchiveRefusedException.Fatal(
            rules.AllowUnreachable ? $"not a valid object name: {name.ToDisplayString()}" : $"no such ref: {first.ToDisplayString()}");
        var peeled = repository.Objects.Peel(target) ?? throw NotValid(name);
        if (colon >= 0)
            return FromTree(FindPath(peeled, name, colon + 1));
        if (peeled.Type != ObjectType.Commit)
            return FromTree(peeled);
        var commit = repository.Objects.ReadCommit(peeled.Id);
        return new ArchiveTree(commit.Tree, peeled.Id, commit.CommitterTime);
    }

    private static ArchiveRefusedException NotValid(ByteString name) => ArchiveRefusedException.Fatal($"not a valid object name: {name.ToDisplayString()}");

    private ObjectId? FindRef(ByteString text)
    {
        if (text == "@")
            return refs.Find(RefName.Head)?.Ref.Target;
        foreach (var candidate in RefShorthand.Candidates(text))
        {
            if (refs.Find(candidate) is { Ref.Target: { } target })
                return target;
        }
        return null;
    }

    private ObjectId? FindId(ByteString text) =>
        rules.AllowUnreachable && ObjectId.TryParse(text.Span, out var id) && id.Format == repository.Format && repository.Objects.Contains(id) ? id : null;

    private ArchiveTree FromTree(PeeledObject found) => found.Type == ObjectType.Tree
        ? new ArchiveTree(found.Id, null, time.GetUtcNow().ToUnixTimeSeconds())
        : throw ArchiveRefusedException.Fatal($"not a tree object: {found.Id}");

    private PeeledObject FindPath(PeeledObject root, ByteString name, int from)
    {
        var current = root.Type == ObjectType.Commit ? new PeeledObject(repository.Objects.ReadCommit(root.Id).Tree, ObjectType.Tree) : root;
        var path = name.Span[from..];
        if (path.EndsWith("/"u8))
            path = path[..^1];
        if (path.IsEmpty)
            return current;
        foreach (var part in path.Split((byte)'/'))
        {
            if (current.Type != ObjectType.Tree || !repository.Objects.ReadTree(current.Id).TryFind(path[part], out var entry) || entry.IsSubmodule)
                throw NotValid(name);
            current = new PeeledObject(entry.Id, entry.Type);
        }
        return current;
    }
}

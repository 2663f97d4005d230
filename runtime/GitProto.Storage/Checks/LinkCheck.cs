namespace GitProto.Storage;

/// <summary>Whether what an object names is of the kind that it says, and there.</summary>
internal sealed class LinkCheck(PackTypes types, FsckOptions options)
{
    /// <summary>Checks one object.</summary>
    /// <exception cref="ObjectRefusedException">It names an object of another kind; or a missing one, where that is to be refused.</exception>
    public void Check(in ObjectId id, ObjectType type, ReadOnlySpan<byte> content)
    {
        if (options.SkipList.Contains(id))
            return;
        if (type == ObjectType.Commit)
            Commit(id, new CommitView(id.Format, content));
        else if (type == ObjectType.Tag)
            Tag(new TagView(id.Format, content));
        else if (type == ObjectType.Tree)
            Tree(new TreeView(id.Format, content));
    }

    private void Commit(in ObjectId id, CommitView commit)
    {
        Demand(commit.Tree, ObjectType.Tree);
        for (var i = 0; i < commit.ParentCount; i++)
            Demand(commit.Parent(i), ObjectType.Commit, options.Shallow.Contains(id));
    }

    private void Tag(TagView tag) => Demand(tag.Target, tag.TargetType);

    private void Tree(TreeView tree)
    {
        foreach (var entry in tree)
        {
            if (!entry.IsSubmodule)
                Demand(entry.Id, entry.Type);
        }
    }

    private void Demand(in ObjectId id, ObjectType type, bool mayMiss = false)
    {
        var found = types.Of(id);
        if (found == ObjectType.None ? options.CheckLinks && !mayMiss : found != type)
            throw new ObjectRefusedException(found == ObjectType.None ? $"did not receive expected object {id}" : $"object {id}: expected type {type.Name()}, found {found.Name()}");
    }
}

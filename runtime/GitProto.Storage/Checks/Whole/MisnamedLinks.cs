namespace GitProto.Storage;

/// <summary>Finds the objects that name another one as something else than it is. They are read once more for that, one after the other.</summary>
internal sealed class MisnamedLinks(ObjectGraph graph, IReadOnlyList<StoredPart> parts, IReadOnlySet<ObjectId> shallow, Action<RepositoryFinding> tell)
{
    /// <summary>Tells of them.</summary>
    public void Run(ref RepositoryFlaws flaws, CancellationToken cancellationToken)
    {
        if (!Enumerable.Range(0, graph.Count).Any(number => graph[number].IsMisnamed()))
            return;
        foreach (var part in parts)
        {
            for (var index = 0; index < part.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var id = part.Id(index);
                var marks = graph[graph.Find(id)];
                if (marks.Has(ObjectMarks.Read) && marks.Kind() is not ObjectType.Blob and var type)
                    flaws |= Check(part, id, type);
            }
        }
    }

    private RepositoryFlaws Check(StoredPart part, in ObjectId id, ObjectType type)
    {
        var wrong = new List<string>();
        try
        {
            if (part.TryRead(id, ObjectStoreExtensions.MaxStructuredSize) is { } found)
                ObjectLinks.Read(id, type, found.Span, shallow, (target, named) => Compare(target, named, wrong));
        }
        catch (Exception e) when (e is CorruptPackException or HashMismatchException)
        {
            // It was told already, and there is a sound copy of it elsewhere.
        }
        foreach (var text in wrong)
            tell(RepositoryFinding.Error(text, id));
        if (wrong.Count == 0)
            return RepositoryFlaws.None;
        tell(RepositoryFinding.Error($"error in {type.Name()} {id}: broken links", id));
        return RepositoryFlaws.Objects;
    }

    private void Compare(in ObjectId target, ObjectType named, List<string> wrong)
    {
        if (graph.Find(target) is >= 0 and var number && graph[number].Has(ObjectMarks.Type) && graph[number].Kind() != named)
            wrong.Add($"error: object {target} is a {graph[number].Kind().Name()}, not a {named.Name()}");
    }
}

namespace GitProto.Storage;

/// <summary>Goes from the heads to all that they reach, and says where a link leads nowhere.</summary>
internal sealed class GraphWalk(IObjectStore objects, ObjectGraph graph, IReadOnlySet<ObjectId> shallow, Action<RepositoryFinding> tell)
{
    private readonly Stack<int> pending = new();

    /// <summary>What is wrong.</summary>
    public RepositoryFlaws Flaws { get; private set; }

    /// <summary>Takes an object that is kept.</summary>
    /// <param name="id">The object.</param>
    /// <param name="naming">What it has to be if it is missed; none if it is not missed.</param>
    /// <returns>False if it is not there, and is not missed.</returns>
    public bool Begin(in ObjectId id, ObjectMarks naming = ObjectMarks.None)
    {
        var number = graph.Find(id);
        if (naming == ObjectMarks.None && (number < 0 || !graph[number].Has(ObjectMarks.Read)))
            return false;
        if (number < 0)
            number = graph.Add(id, naming);
        graph.Mark(number, ObjectMarks.Head | naming);
        Reach(number, -1);
        return true;
    }

    /// <summary>Walks.</summary>
    public void Run(CancellationToken cancellationToken)
    {
        while (pending.TryPop(out var number))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (graph[number].Kind() != ObjectType.Blob)
                Visit(number, (target, type) => Follow(number, target, type));
        }
    }

    /// <summary>Reads the links of one object.</summary>
    public void Visit(int number, Action<ObjectId, ObjectType> link)
    {
        var id = graph.Id(number);
        try
        {
            if (objects.TryReadHeader(id, out var type, out _))
                graph.Mark(number, (ObjectMarks)(int)type);
            if (type is ObjectType.None or ObjectType.Blob)
                return;
            var found = objects.TryRead(id, ObjectStoreExtensions.MaxStructuredSize)!;
            if (ObjectLinks.Read(id, type, found.Span, shallow, link) == LinkOutcome.Unreadable)
                Fail($"error: {id}: object could not be parsed", id);
        }
        catch (Exception e) when (e is GitProtoException or IOException)
        {
            Fail($"error: {e.Message.TrimEnd('.')}", id);
        }
    }

    private void Follow(int parent, in ObjectId target, ObjectType type)
    {
        var naming = ObjectMarkings.Naming(type);
        var number = graph.Find(target);
        if (number < 0)
            number = graph.Add(target, naming);
        graph.Mark(number, naming);
        var marks = graph[number];
        if (marks.Has(ObjectMarks.Type) && marks.Kind() != type)
            Tell($"broken link from {Describe(parent)}\nbroken link from {ObjectMarkings.Word(type),7} unknown", target);
        else
            Reach(number, parent);
    }

    private void Reach(int number, int parent)
    {
        var marks = graph[number];
        if (marks.Has(ObjectMarks.Reachable))
            return;
        graph.Mark(number, ObjectMarks.Reachable);
        if (marks.Has(ObjectMarks.Promised))
            return;
        if (marks.Has(ObjectMarks.Read))
            pending.Push(number);
        else if (parent >= 0 && !marks.Has(ObjectMarks.Loose | ObjectMarks.Packed))
            Tell($"broken link from {Describe(parent)}\n              to {Describe(number)}", graph.Id(number));
    }

    private string Describe(int number) => $"{ObjectMarkings.Word(graph[number].Kind()),7} {graph.Id(number)}";

    private void Tell(string text, in ObjectId id)
    {
        tell(new RepositoryFinding(RepositoryFindingKind.BrokenLink, id, text));
        Flaws |= RepositoryFlaws.Reachability;
    }

    private void Fail(string text, in ObjectId id)
    {
        tell(RepositoryFinding.Error(text, id));
        Flaws |= RepositoryFlaws.Reachability;
    }
}

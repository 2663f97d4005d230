namespace GitProto.Storage;

/// <summary>Reads some objects of a part and checks their bytes, ids, formats and links. For one thread; what it finds is told by another.</summary>
internal sealed class AuditChunk : IDisposable
{
    private const long LargeFrom = 1 << 20;
    private readonly StoredPart part;
    private readonly ObjectType[]? proven;
    private readonly ObjectGraph graph;
    private readonly RepositoryCheckOptions options;
    private readonly IReadOnlySet<ObjectId> shallow;
    private readonly List<(int Index, RepositoryFinding Finding)> findings = [];
    private readonly ObjectChecker checker;
    private readonly ObjectNamer namer;
    private readonly Action<ObjectId, ObjectType> link;
    private int current;

    public AuditChunk(StoredPart part, ObjectType[]? proven, ObjectGraph graph, RepositoryCheckOptions options, IReadOnlySet<ObjectId> shallow, NamedBlobs blobs, ObjectFormat format)
    {
        (this.part, this.proven, this.graph, this.options, this.shallow) = (part, proven, graph, options, shallow);
        checker = new ObjectChecker(format, options.Objects, Tell, blobs);
        namer = ObjectNamer.Create(new PackIndexOptions { Format = format }, Named);
        var promised = part.IsPromisor ? ObjectMarks.Promised : ObjectMarks.None;
        link = (id, type) => graph.Link(id, ObjectMarkings.Naming(type) | promised);
    }

    /// <summary>What is wrong.</summary>
    public RepositoryFlaws Flaws { get; private set; }

    /// <summary>What was found, in the order of the objects.</summary>
    public IEnumerable<RepositoryFinding> Findings => findings.OrderBy(found => found.Index).Select(found => found.Finding);

    /// <summary>Checks the objects from one to another.</summary>
    public void Run(int start, int end, CancellationToken cancellationToken)
    {
        for (var index = start; index < end; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Guarded(index, () => Read(index));
        }
        Guarded(end - 1, namer.Flush);
    }

    /// <inheritdoc/>
    public void Dispose() => namer.Dispose();

    private void Guarded(int index, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is GitProtoException or IOException or UnauthorizedAccessException)
        {
            Damaged(index, e);
        }
    }

    private void Read(int index)
    {
        var id = part.Id(index);
        if (proven?[index] == ObjectType.Blob)
        {
            Accept(index, ObjectType.Blob, default, id);
            return;
        }
        using var large = part.TryOpenLarge(id, LargeFrom);
        if (large is { Type: ObjectType.Blob })
        {
            Accept(index, large.Type, default, Hash(id.Format, large));
            return;
        }
        var found = large is not null ? new GitObject(large.Type, large.ReadWhole(ObjectStoreExtensions.MaxStructuredSize)) : part.TryRead(id, int.MaxValue);
        // Somebody may have packed it elsewhere since it was listed.
        if (found is null)
            return;
        if (part.IsNamed || proven is not null)
        {
            Accept(index, found.Type, found.Span, id);
            return;
        }
        var body = ObjectBody.Rent((int)found.Size);
        found.Span.CopyTo(body.Bytes);
        namer.Add(new NamedObject(index, 0, found.Type, body));
    }

    private static ObjectId Hash(ObjectFormat format, ObjectContent content)
    {
        using var hasher = new ObjectHasher(format);
        hasher.Begin(content.Type, content.Size);
        var buffer = new byte[64 << 10];
        while (content.Stream.Read(buffer) is > 0 and var read)
            hasher.Append(buffer.AsSpan(0, read));
        return hasher.Finish();
    }

    private void Named(NamedObject one, ObjectId actual)
    {
        Accept(one.Entry, one.Type, one.Body.Bytes, actual);
        one.Body.Release();
    }

    private void Accept(int index, ObjectType type, ReadOnlySpan<byte> content, in ObjectId actual)
    {
        (current, var id) = (index, part.Id(index));
        if (actual != id)
        {
            Tell(RepositoryFinding.Error($"error: packed {id} from {Escape.ForDisplay(part.PlaceOf(id))} is corrupt", id), RepositoryFlaws.Packs);
            return;
        }
        var outcome = ObjectLinks.Read(id, type, content, shallow, link);
        if (outcome == LinkOutcome.Unreadable)
        {
            var text = part.Pack is null ? $"object could not be parsed: {Escape.ForDisplay(part.PlaceOf(id))}" : "object corrupt or missing";
            Tell(RepositoryFinding.Error($"error: {id}: {text}", id), RepositoryFlaws.Objects | (part.Pack is null ? RepositoryFlaws.None : RepositoryFlaws.Packs));
            return;
        }
        graph.Mark(graph.Find(id), ObjectMarkings.Reading(type) | (part.IsPromisor ? ObjectMarks.Promised : ObjectMarks.None));
        if (outcome == LinkOutcome.Broken)
            Tell(RepositoryFinding.Error($"error in {type.Name()} {id}: broken links", id), RepositoryFlaws.Objects);
        if (!checker.Check(id, type, content))
            Flaws |= part.Pack is null ? RepositoryFlaws.Objects : RepositoryFlaws.Packs;
        else
            List(id, type, content);
    }

    private void List(in ObjectId id, ObjectType type, ReadOnlySpan<byte> content)
    {
        if (type == ObjectType.Commit && options.Roots && (shallow.Contains(id) || new CommitView(id.Format, content).ParentCount == 0))
            Tell(new RepositoryFinding(RepositoryFindingKind.Root, id, $"root {id}"), RepositoryFlaws.None);
        if (type != ObjectType.Tag || !options.Tags)
            return;
        var tag = new TagView(id.Format, content);
        Tell(new RepositoryFinding(RepositoryFindingKind.Tagged, id, $"tagged {tag.TargetType.Name()} {tag.Target} ({Escape.ForDisplay(tag.Name)}) in {id}"), RepositoryFlaws.None);
    }

    private void Damaged(int index, Exception problem)
    {
        (current, var id) = (index, part.Id(index));
        var place = Escape.ForDisplay(part.PlaceOf(id));
        if (part.Pack is not null)
        {
            Tell(RepositoryFinding.Error($"error: {problem.Message.TrimEnd('.')}", id), RepositoryFlaws.Packs);
            Tell(RepositoryFinding.Error($"error: cannot unpack {id} from {place}", id), RepositoryFlaws.Packs);
        }
        else if (problem is HashMismatchException { Actual: { } actual })
            Tell(RepositoryFinding.Error($"error: {actual}: hash-path mismatch, found at: {place}", actual), RepositoryFlaws.Objects);
        else
        {
            Tell(RepositoryFinding.Error($"error: {problem.Message.TrimEnd('.')}", id), RepositoryFlaws.Objects);
            Tell(RepositoryFinding.Error($"error: {id}: object corrupt or missing: {place}", id), RepositoryFlaws.Objects);
        }
    }

    private void Tell(FsckMessage message) => findings.Add((current, ObjectFindings.Of(message)));

    private void Tell(RepositoryFinding finding, RepositoryFlaws flaws)
    {
        findings.Add((current, finding));
        Flaws |= flaws;
    }
}

namespace GitProto.Storage;

/// <summary>Reads every stored object once, with several threads, and fills the graph. Nothing is kept of an object but its marks.</summary>
internal sealed class ObjectAudit(ObjectGraph graph, RepositoryCheckOptions options, IReadOnlySet<ObjectId> shallow, ObjectFormat format, Action<RepositoryFinding> tell)
{
    private const int ChunkLength = 1024;
    private readonly NamedBlobs blobs = new(format);

    /// <summary>What is wrong.</summary>
    public RepositoryFlaws Flaws { get; private set; }

    private int Threads => Math.Clamp(options.Threads, 1, 64);

    /// <summary>Checks the objects of a part.</summary>
    public async Task RunAsync(StoredPart part, CancellationToken cancellationToken)
    {
        var proven = part.Pack is null ? null : await PackProof.TryAsync(part, Threads, cancellationToken).ConfigureAwait(false);
        if (part.Pack is not null)
        {
            foreach (var problem in await Task.Run(() => PackAudit.Run(part, proven is not null, cancellationToken), cancellationToken).ConfigureAwait(false))
                Tell(RepositoryFinding.Error("error: " + problem), RepositoryFlaws.Packs);
        }
        var pending = new Queue<Task<AuditChunk>>();
        for (var start = 0; start < part.Count || pending.Count > 0;)
        {
            for (; start < part.Count && pending.Count < Threads; start += ChunkLength)
            {
                var from = start;
                pending.Enqueue(Task.Run(() => Check(part, proven, from, Math.Min(part.Count, from + ChunkLength), cancellationToken), cancellationToken));
            }
            Take(await pending.Dequeue().ConfigureAwait(false));
        }
    }

    /// <summary>Checks the blobs that trees named as files git reads itself.</summary>
    public void CheckNamedBlobs(IObjectStore objects, CancellationToken cancellationToken)
    {
        new ObjectChecker(format, options.Objects, Take, blobs).CheckNamedBlobs(objects, cancellationToken);
    }

    private void Take(FsckMessage message)
    {
        var isPacked = graph.Find(message.Object) is >= 0 and var number && graph[number].Has(ObjectMarks.Packed);
        Tell(ObjectFindings.Of(message), !message.IsError ? RepositoryFlaws.None : isPacked ? RepositoryFlaws.Packs : RepositoryFlaws.Objects);
    }

    private AuditChunk Check(StoredPart part, ObjectType[]? proven, int start, int end, CancellationToken cancellationToken)
    {
        using var chunk = new AuditChunk(part, proven, graph, options, shallow, blobs, format);
        chunk.Run(start, end, cancellationToken);
        return chunk;
    }

    private void Take(AuditChunk chunk)
    {
        foreach (var finding in chunk.Findings)
            tell(finding);
        Flaws |= chunk.Flaws;
    }

    private void Tell(RepositoryFinding finding, RepositoryFlaws flaws)
    {
        tell(finding);
        Flaws |= flaws;
    }
}

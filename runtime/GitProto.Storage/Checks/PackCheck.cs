namespace GitProto.Storage;

/// <summary>
/// Checks every object of a pack that was just indexed, whether anything reaches it or not. The objects are read in the order of the pack by
/// several threads; what is found is told in that order, and nothing is kept of an object that was checked.
/// </summary>
internal sealed class PackCheck
{
    private const int ChunkLength = 512;
    private readonly PackTable table;
    private readonly PackFile pack;
    private readonly FsckOptions options;
    private readonly NamedBlobs blobs;
    private readonly IObjectStore objects;
    private readonly LinkCheck links;
    private readonly int threads;

    public PackCheck(PackIngest ingest, PackFile pack, PackIndexOptions options, FsckOptions fsck)
    {
        (table, this.pack, this.options, threads) = (ingest.Table, pack, fsck, Math.Clamp(options.Threads, 1, 64));
        blobs = new NamedBlobs(options.Format);
        objects = new IncomingObjects(options.Objects ?? new MemoryObjectStore(options.Format), pack, null);
        links = new LinkCheck(new PackTypes(ingest, pack.Index, options.Objects), fsck);
    }

    /// <summary>Checks.</summary>
    /// <param name="count">How many objects came: those behind them complete a thin pack, and were here before.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ObjectRefusedException">One has an error. What was found was told before.</exception>
    public async Task RunAsync(long count, CancellationToken cancellationToken)
    {
        for (var start = 0; start < count; start += ChunkLength * threads)
        {
            var chunks = Enumerable.Range(0, threads).Select(number => start + (number * ChunkLength)).Where(from => from < count)
                .Select(from => Task.Run(() => Check(from, (int)Math.Min(from + ChunkLength, count), cancellationToken), cancellationToken)).ToArray();
            foreach (var found in await Task.WhenAll(chunks).ConfigureAwait(false))
                Tell(found, "packed object");
        }
        Tell(CheckNamedBlobs(cancellationToken), "pack objects");
    }

    private List<FsckMessage> Check(int start, int end, CancellationToken cancellationToken)
    {
        var found = new List<FsckMessage>();
        var checker = new ObjectChecker(pack.Format, options, found.Add, blobs);
        for (var index = start; index < end; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (id, type) = (table[index].Id, table[index].ObjectType);
            if (type == ObjectType.Blob)
                continue;
            var content = pack.TryRead(id, ObjectStoreExtensions.MaxStructuredSize)!.Span;
            if (!checker.Check(id, type, content))
                break;
            links.Check(id, type, content);
        }
        return found;
    }

    private List<FsckMessage> CheckNamedBlobs(CancellationToken cancellationToken)
    {
        var found = new List<FsckMessage>();
        new ObjectChecker(pack.Format, options, found.Add, blobs).CheckNamedBlobs(objects, cancellationToken);
        return found;
    }

    private void Tell(List<FsckMessage> found, string what)
    {
        foreach (var message in found)
            options.Report?.Invoke(message);
        if (found.FindIndex(message => message.IsError) is >= 0 and var first)
            throw new ObjectRefusedException($"fsck error in {what}: {found[first]}") { MessageId = found[first].Id.Name() };
    }
}

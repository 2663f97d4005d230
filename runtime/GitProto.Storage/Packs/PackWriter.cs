using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>
/// Writes packs as streams. Entries of packs are copied unopened, also deltas whose base goes along or is at the receiver; their CRC is
/// checked on the way. For what is stored in no pack, or as a delta on something that stays behind, new deltas are looked for. The same input
/// gives the same bytes, whatever the number of threads. Memory is about 110 bytes for each object, and what the options allow for the search.
/// </summary>
public static class PackWriter
{
    /// <summary>Writes a pack, with new deltas for what has none.</summary>
    /// <param name="output">Gets it; it is flushed, not completed.</param>
    /// <param name="objects">What goes in, in the order wanted; a base comes before the deltas on it. One that is named twice goes in once.</param>
    /// <param name="source">Where the objects are.</param>
    /// <param name="options">The format, what the receiver can do, and how deltas are looked for.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ObjectRefusedException">An object is not in the source.</exception>
    /// <exception cref="CorruptPackException">A stored entry is damaged.</exception>
    /// <exception cref="IOException">The receiver closed the stream.</exception>
    public static async Task<WrittenPack> WriteAsync(
        PipeWriter output, IEnumerable<PackItem> objects, IPackSource source, PackWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        using var pack = new PackOutput(output, options.Format);
        var job = new PackWriteJob(pack, objects, source, options);
        await job.RunAsync(cancellationToken).ConfigureAwait(false);
        var checksum = await pack.EndAsync(cancellationToken).ConfigureAwait(false);
        return new WrittenPack(checksum, job.Count, job.Deltas, job.Reused, pack.Position) { ReusedDeltaCount = job.ReusedDeltas };
    }

    /// <summary>Writes a pack, with new deltas for what has none, to a stream, which stays open.</summary>
    /// <inheritdoc cref="WriteAsync(PipeWriter, IEnumerable{PackItem}, IPackSource, PackWriteOptions, CancellationToken)"/>
    public static async Task<WrittenPack> WriteAsync(
        Stream output, IEnumerable<PackItem> objects, IPackSource source, PackWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(minimumBufferSize: 64 << 10, leaveOpen: true));
        var written = await WriteAsync(pipe, objects, source, options, cancellationToken).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
        return written;
    }

    /// <summary>Writes a pack of objects of which nothing is known but their ids: stored deltas are used, new ones are not looked for.</summary>
    /// <inheritdoc cref="WriteAsync(PipeWriter, IEnumerable{PackItem}, IPackSource, PackWriteOptions, CancellationToken)"/>
    public static Task<WrittenPack> WriteAsync(
        PipeWriter output, IEnumerable<ObjectId> objects, IPackSource source, PackWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        WriteAsync(output, Items(objects), source, (options ?? new()) with { Window = 0 }, cancellationToken);

    /// <summary>Writes a pack of objects of which nothing is known but their ids, to a stream, which stays open: stored deltas are used, new ones are not looked for.</summary>
    /// <inheritdoc cref="WriteAsync(PipeWriter, IEnumerable{PackItem}, IPackSource, PackWriteOptions, CancellationToken)"/>
    public static Task<WrittenPack> WriteAsync(
        Stream output, IEnumerable<ObjectId> objects, IPackSource source, PackWriteOptions? options = null, CancellationToken cancellationToken = default) =>
        WriteAsync(output, Items(objects), source, (options ?? new()) with { Window = 0 }, cancellationToken);

    private static IEnumerable<PackItem> Items(IEnumerable<ObjectId> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return objects.Select(id => new PackItem(id, ObjectType.None, 0));
    }
}

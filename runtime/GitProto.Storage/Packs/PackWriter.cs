using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>
/// Writes packs as streams. Entries of packs are copied unopened, also deltas whose base goes along or is at the receiver; their CRC is
/// checked on the way. The same input gives the same bytes. Memory is about 40 bytes for each object.
/// </summary>
public static class PackWriter
{
    /// <summary>Writes a pack.</summary>
    /// <param name="output">Gets it; it is flushed, not completed.</param>
    /// <param name="objects">What goes in, in the order wanted; a base comes before the deltas on it. One that is named twice goes in once.</param>
    /// <param name="source">Where the objects are.</param>
    /// <param name="options">The format, and what the receiver can do.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ObjectRefusedException">An object is not in the source.</exception>
    /// <exception cref="CorruptPackException">A stored entry is damaged.</exception>
    /// <exception cref="IOException">The receiver closed the stream.</exception>
    public static async Task<WrittenPack> WriteAsync(
        PipeWriter output, IEnumerable<ObjectId> objects, IPackSource source, PackWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        using var pack = new PackOutput(output, options.Format);
        var job = new PackWriteJob(pack, objects, source, options);
        await job.RunAsync(cancellationToken).ConfigureAwait(false);
        var checksum = await pack.EndAsync(cancellationToken).ConfigureAwait(false);
        return new WrittenPack(checksum, job.Count, job.Deltas, job.Reused, pack.Position);
    }

    /// <summary>Writes a pack to a stream, which stays open.</summary>
    /// <inheritdoc cref="WriteAsync(PipeWriter, IEnumerable{ObjectId}, IPackSource, PackWriteOptions, CancellationToken)"/>
    public static async Task<WrittenPack> WriteAsync(
        Stream output, IEnumerable<ObjectId> objects, IPackSource source, PackWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(minimumBufferSize: 64 << 10, leaveOpen: true));
        var written = await WriteAsync(pipe, objects, source, options, cancellationToken).ConfigureAwait(false);
        await pipe.CompleteAsync().ConfigureAwait(false);
        return written;
    }
}

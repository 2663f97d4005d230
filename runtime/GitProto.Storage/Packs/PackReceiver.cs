using System.Buffers;
using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>
/// Receives packs as streams: parses and stores while bytes come in, stops exactly behind the trailer, then resolves the deltas and
/// completes a thin pack. Memory is the table of objects (about 70 bytes each) and a bounded number of delta bases.
/// </summary>
public static class PackReceiver
{
    /// <summary>Receives a pack into files of a directory, under temporary names until it is installed.</summary>
    /// <param name="input">Stands at the first byte of the pack; afterwards at the first byte behind it.</param>
    /// <param name="directory">Usually <c>objects/pack</c>, or the like of a quarantine. It must exist.</param>
    /// <param name="options">The format and the limits.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="CorruptPackException">The pack is corrupt, ends early, or wants bases that are nowhere.</exception>
    /// <exception cref="LimitExceededException">A limit was hit.</exception>
    /// <exception cref="ObjectRefusedException">Objects are checked, and one has an error.</exception>
    public static async Task<StagedPack> ReceiveAsync(
        PipeReader input, string directory, PackIndexOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= new();
        var files = new PackFiles(directory, options.Shared);
        try
        {
            using var spill = new FilePackSpill(files.Pack);
            using var ingest = new PackIngest(spill, options);
            await ReadAsync(input, ingest, cancellationToken).ConfigureAwait(false);
            var summary = await ingest.FinishAsync(cancellationToken).ConfigureAwait(false);
            if (options.Fsync.HasFlag(FsyncComponents.Pack))
                spill.FlushToDisk();
            files.WriteIndexes(ingest, options);
            await options.CheckAsync(ingest, summary.ObjectCount, () => PackFile.Open(files.Pack, files.Index, options.Format), cancellationToken).ConfigureAwait(false);
            return new StagedPack(files, summary);
        }
        catch
        {
            files.Delete();
            throw;
        }
    }

    /// <summary>Receives a pack into memory.</summary>
    /// <param name="input">Stands at the first byte of the pack; afterwards at the first byte behind it.</param>
    /// <param name="options">The format and the limits.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="CorruptPackException">The pack is corrupt, ends early, or wants bases that are nowhere.</exception>
    /// <exception cref="LimitExceededException">A limit was hit.</exception>
    /// <exception cref="ObjectRefusedException">Objects are checked, and one has an error.</exception>
    public static async Task<MemoryPack> ReceiveToMemoryAsync(
        PipeReader input, PackIndexOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= new();
        var spill = new MemoryPackSpill();
        using var ingest = new PackIngest(spill, options);
        await ReadAsync(input, ingest, cancellationToken).ConfigureAwait(false);
        var summary = await ingest.FinishAsync(cancellationToken).ConfigureAwait(false);
        using var index = new MemoryStream();
        PackIndexWriter.Write(index, ingest.Table, ingest.Order, ingest.Checksum);
        var pack = new PackFile(spill, PackIndex.Parse(index.ToArray(), options.Format));
        await options.CheckAsync(ingest, summary.ObjectCount, () => new PackFile(spill, pack.Index), cancellationToken).ConfigureAwait(false);
        return new MemoryPack(pack, summary);
    }

    /// <summary>Looks at the header of a pack without taking it. Of a stream that ends within the header all is taken.</summary>
    /// <param name="input">Stands at the first byte of the pack.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async ValueTask<PackStart> PeekAsync(PipeReader input, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var result = await input.ReadAtLeastAsync(PackHeader.Length, cancellationToken).ConfigureAwait(false);
        if (result.IsCanceled)
            throw new OperationCanceledException("Reading the pack was cancelled.");
        if (result.Buffer.Length < PackHeader.Length)
        {
            input.AdvanceTo(result.Buffer.End);
            return PackStart.Short;
        }
        var header = result.Buffer.Slice(0, PackHeader.Length).ToArray();
        input.AdvanceTo(result.Buffer.Start);
        return PackHeader.Look(header);
    }

    private static async Task ReadAsync(PipeReader input, PackIngest ingest, CancellationToken cancellationToken)
    {
        while (!ingest.IsDone)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCanceled)
                throw new OperationCanceledException("Reading the pack was cancelled.");
            var buffer = result.Buffer;
            var used = 0L;
            try
            {
                foreach (var segment in buffer)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    used += ingest.Feed(segment.Span);
                    if (ingest.IsDone)
                        break;
                }
            }
            finally
            {
                input.AdvanceTo(buffer.GetPosition(used));
            }
            if (result.IsCompleted && !ingest.IsDone)
                ingest.End();
        }
    }
}

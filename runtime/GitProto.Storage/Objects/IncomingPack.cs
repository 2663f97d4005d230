using System.IO.Pipelines;

namespace GitProto.Storage;

/// <summary>
/// A pack that was received for a store, complete, checked and agreed to, for the store to take its objects over: all that
/// <see cref="IObjectStore.ReceivePackAsync"/> has to do but that. It lies in a temporary directory until it is disposed of.
/// </summary>
public sealed class IncomingPack : IDisposable
{
    private readonly DirectoryInfo directory;

    private IncomingPack(DirectoryInfo directory, PackFile pack, ReceivedPack summary) => (this.directory, Pack, Summary) = (directory, pack, summary);

    /// <summary>Reads its objects.</summary>
    public PackFile Pack { get; }

    /// <summary>What came.</summary>
    public ReceivedPack Summary { get; }

    /// <summary>The ids of its objects in the order of the pack, in which reading them costs least.</summary>
    public IEnumerable<ObjectId> Ids => Enumerable.Range(0, Pack.Index.Count).OrderBy(Pack.Index.GetOffset).Select(Pack.Index.GetId);

    /// <summary>Receives a pack, with all that <see cref="IObjectStore.ReceivePackAsync"/> says, but for making it visible.</summary>
    /// <param name="store">Where it shall go: gives the bases that a thin pack lacks, and the objects to compare with those of the same name.</param>
    /// <param name="pack">The stream, standing at the first byte of the pack.</param>
    /// <param name="options">Limits and checks.</param>
    /// <param name="progress">Told how far the work is; may be null.</param>
    /// <param name="cancellationToken">Stops; nothing is left behind.</param>
    /// <exception cref="CorruptPackException">The pack breaks a rule of the format, or ends early.</exception>
    /// <exception cref="LimitExceededException">A limit of the options was hit.</exception>
    /// <exception cref="ObjectRefusedException">The options have objects checked, and one has an error.</exception>
    /// <exception cref="HashMismatchException">An object has other bytes than one of the same name in the store, or attacks the hash.</exception>
    public static async ValueTask<IncomingPack> ReceiveAsync(
        IObjectStore store, PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var directory = Directory.CreateTempSubdirectory("gitproto-");
        PackFile? opened = null;
        try
        {
            var staged = await PackReceiver.ReceiveAsync(pack, directory.FullName, options.ToIndexOptions(store, progress, FsyncComponents.None), cancellationToken).ConfigureAwait(false);
            opened = staged.Open();
            var incoming = new IncomingPack(directory, opened, staged.Summary);
            StoredTwins.Check(store, incoming.Ids.Where(id => store.Contains(id)), opened, cancellationToken);
            if (options.Inspect is { } inspect)
                await inspect(new IncomingObjects(store, opened, null), staged.Summary, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return incoming;
        }
        catch
        {
            opened?.Dispose();
            directory.Delete(recursive: true);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Pack.Dispose();
        directory.Delete(recursive: true);
    }
}

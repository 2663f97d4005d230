namespace GitProto.Storage;

/// <summary>How a pack is received or indexed.</summary>
public sealed record PackIndexOptions
{
    /// <summary>The hash of the repository.</summary>
    public ObjectFormat Format { get; init; }

    /// <summary>Bounds on what is accepted.</summary>
    public PackLimits Limits { get; init; } = PackLimits.Default;

    /// <summary>Where the bases of a thin pack are; null if the pack has to be complete.</summary>
    public IBaseObjects? Bases { get; init; }

    /// <summary>Whether a pack that has an object twice is refused.</summary>
    public bool RejectDuplicates { get; init; }

    /// <summary>How the objects of the pack are checked, before anything gets its name; null, the default, if they are not.</summary>
    public FsckOptions? Fsck { get; init; }

    /// <summary>Where the checks look for objects that are not in the pack; null for nowhere.</summary>
    public IObjectStore? Objects { get; init; }

    /// <summary>Whether a <c>.rev</c> file is written too.</summary>
    public bool WriteReverseIndex { get; init; }

    /// <summary>Which files are flushed to the disk before they get their names: the pack, its indexes.</summary>
    public FsyncComponents Fsync { get; init; } = FsyncComponents.Default;

    /// <summary>Who may read what is installed. Nobody but whom the umask lets, by default.</summary>
    public SharedAccess Shared { get; init; }

    /// <summary>Number of threads that resolve deltas.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Memory that delta bases may hold together, in bytes. Over it they are dropped, and made again when needed.</summary>
    public long MaxBaseMemory { get; init; } = 256 << 20;

    /// <summary>
    /// Makes the hash that names objects; null for <see cref="ObjectHashes.Create"/>, which refuses collision attacks. <see cref="ObjectHashes.CreatePlain"/>
    /// does not look for them.
    /// </summary>
    public Func<ObjectFormat, IObjectHash>? Hash { get; init; }

    /// <summary>Gets news of the progress, from any thread.</summary>
    public IProgress<PackProgress>? Progress { get; init; }

    /// <summary>Checks the objects of a pack, if that is asked for.</summary>
    internal async Task CheckAsync(PackIngest ingest, long count, Func<PackFile> open, CancellationToken cancellationToken)
    {
        if (Fsck is not { } fsck)
            return;
        using var pack = open();
        await new PackCheck(ingest, pack, this, fsck).RunAsync(count, cancellationToken).ConfigureAwait(false);
    }

    internal IObjectHash CreateHash() => (Hash ?? ObjectHashes.Create)(Format);
}

namespace GitProto.Storage;

/// <summary>Limits and checks for an incoming pack.</summary>
public sealed record ReceivePackOptions
{
    /// <summary>The defaults.</summary>
    public static ReceivePackOptions Default { get; } = new();

    /// <summary>Bounds on what is taken.</summary>
    public PackLimits Limits { get; init; } = PackLimits.Default;

    /// <summary>Whether bases may be absent from the pack and are taken from the store. Off: such a pack is refused.</summary>
    public bool AllowThin { get; init; } = true;

    /// <summary>Refuses what git's strict mode refuses as well, such as an object that comes twice.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// How every object that comes is checked, reached or not, before anybody can see it; null, the default as in git, if none is.
    /// <see cref="FsckOptions.StrictDefault"/> is what <c>transfer.fsckObjects</c> means.
    /// </summary>
    public FsckOptions? Fsck { get; init; }

    /// <summary>
    /// Makes the hash that names objects; null for <see cref="ObjectHashes.Create"/>, which refuses collision attacks. <see cref="ObjectHashes.CreatePlain"/>
    /// does not look for them.
    /// </summary>
    public Func<ObjectFormat, IObjectHash>? Hash { get; init; }

    /// <summary>Keeps the pack, once it is visible, from a gc that is ahead of its refs; null, the default, for no such care. A store that has no gc need not heed it.</summary>
    public PackHold? Hold { get; init; }

    /// <summary>
    /// Called when the pack is complete and before anybody else can see it, with a store that shows the old objects and the new ones.
    /// An exception from here refuses the pack; nothing of it stays.
    /// </summary>
    public Func<IObjectStore, ReceivedPack, CancellationToken, ValueTask>? Inspect { get; init; }

    internal PackIndexOptions ToIndexOptions(IObjectStore store, IProgress<PackProgress>? progress, FsyncComponents fsync) => new()
    {
        Format = store.Format,
        Limits = Limits,
        Bases = AllowThin ? new StoreBases(store, Limits.MaxDeltaObjectSize) : null,
        RejectDuplicates = Strict,
        Fsck = Fsck,
        Objects = store,
        Fsync = fsync,
        Hash = Hash,
        Progress = progress,
    };
}

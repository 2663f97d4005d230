using System.Collections.Frozen;

namespace GitProto.Storage;

/// <summary>How objects are checked.</summary>
public sealed record FsckOptions
{
    /// <summary>As <c>git fsck</c> checks without options.</summary>
    public static FsckOptions Default { get; } = new();

    /// <summary>As <c>git fsck --strict</c> checks, and git what it receives where <c>transfer.fsckObjects</c> is set.</summary>
    public static FsckOptions StrictDefault { get; } = new() { Strict = true, Severities = FsckSeverities.Strict };

    /// <summary>Whether the modes of files are held to those git writes now: 100664 is one of long ago.</summary>
    public bool Strict { get; init; }

    /// <summary>What is an error, a warning, or neither.</summary>
    public FsckSeverities Severities { get; init; } = FsckSeverities.Default;

    /// <summary>Objects of which nothing is told, whatever is wrong with them.</summary>
    public IReadOnlySet<ObjectId> SkipList { get; init; } = FrozenSet<ObjectId>.Empty;

    /// <summary>
    /// Refuses a pack of which an object names one that is neither in it nor in the store, as <c>git index-pack --strict</c> does. One of another
    /// kind than it is named as is refused in any case.
    /// </summary>
    public bool CheckLinks { get; init; }

    /// <summary>Commits whose parents may be missing all the same.</summary>
    public IReadOnlySet<ObjectId> Shallow { get; init; } = FrozenSet<ObjectId>.Empty;

    /// <summary>The longest name of an entry that is not told as <see cref="FsckId.LargePathname"/>, in bytes.</summary>
    public int MaxNameLength { get; init; } = 4096;

    /// <summary>The largest <c>.gitmodules</c> that is read, in bytes. A larger one is <see cref="FsckId.GitmodulesLarge"/>; git's own bound is 512 MiB.</summary>
    public int MaxModulesSize { get; init; } = 16 << 20;

    /// <summary>The largest <c>.gitattributes</c> that is read, in bytes. A larger one is <see cref="FsckId.GitattributesLarge"/>; the default is git's.</summary>
    public int MaxAttributesSize { get; init; } = 100 << 20;

    /// <summary>Told of every finding, one after the other; null to hear of none.</summary>
    public Action<FsckMessage>? Report { get; init; }
}

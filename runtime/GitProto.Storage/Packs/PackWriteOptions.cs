using System.IO.Compression;

namespace GitProto.Storage;

/// <summary>How a pack is written.</summary>
public sealed record PackWriteOptions
{
    /// <summary>The hash of the repository.</summary>
    public ObjectFormat Format { get; init; }

    /// <summary>Whether the receiver understands deltas that name their base by its offset; if not, all name it by id.</summary>
    public bool OfsDeltas { get; init; } = true;

    /// <summary>Tells whether the receiver has an object, which makes the pack thin: deltas may rest on it. Null for a complete pack.</summary>
    public Func<ObjectId, bool>? ReceiverHas { get; init; }

    /// <summary>
    /// Objects that the receiver has, for new deltas of a thin pack to rest on: <see cref="ObjectSelection.PeerItems"/>. Those with the kind and the
    /// <see cref="PackItem.NameHash"/> of an object that is sent are tried. Null for none.
    /// </summary>
    public IEnumerable<PackItem>? ReceiverItems { get; init; }

    /// <summary>How hard objects are compressed that are not stored in a pack.</summary>
    public CompressionLevel Compression { get; init; } = CompressionLevel.Optimal;

    /// <summary>
    /// With how many objects before it each object is compared that has no delta in a pack; 0 for none, and then stored deltas are sent at any depth.
    /// Default: 10, as git's <c>pack.window</c>. Two objects that lie whole in the same pack are not compared again.
    /// </summary>
    public int Window { get; init; } = 10;

    /// <summary>How many deltas may rest on each other, stored ones among them; 0 for no search. Default: 50, as git's <c>pack.depth</c>.</summary>
    public int Depth { get; init; } = 50;

    /// <summary>How many threads look objects up and look for deltas; 0, the default, for as many as there are processors. What they find does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// The most bytes that the window of each thread takes: fewer objects are compared where they are large, and one that would take a third
    /// of it alone gets no delta. Default: 256 MiB.
    /// </summary>
    public long WindowMemory { get; init; } = 256 << 20;

    /// <summary>The most bytes of compressed objects and deltas that are kept until they are written; the rest is made a second time. Default: 256 MiB, as git's <c>pack.deltaCacheSize</c>.</summary>
    public long CacheSize { get; init; } = 256 << 20;

    /// <summary>An object of more bytes gets no delta. Default: 512 MiB, as git's <c>core.bigFileThreshold</c>.</summary>
    public long BigFileThreshold { get; init; } = 512 << 20;

    /// <summary>If deltas had to be looked for among more objects, none is: what has no stored delta is sent whole. Default: no bound.</summary>
    public int MaxSearched { get; init; } = int.MaxValue;

    /// <summary>Gets news of the progress.</summary>
    public IProgress<PackProgress>? Progress { get; init; }

    /// <summary>True if deltas are looked for.</summary>
    internal bool Searches => Window > 0 && Depth > 0;
}

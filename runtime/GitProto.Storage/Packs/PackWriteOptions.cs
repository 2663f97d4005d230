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

    /// <summary>How hard objects are compressed that are not stored in a pack.</summary>
    public CompressionLevel Compression { get; init; } = CompressionLevel.Optimal;

    /// <summary>Gets news of the progress.</summary>
    public IProgress<PackProgress>? Progress { get; init; }
}

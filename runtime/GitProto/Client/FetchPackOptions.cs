namespace GitProto.Client;

/// <summary>How a pack is asked for.</summary>
public sealed record FetchPackOptions
{
    /// <summary>The defaults.</summary>
    public static FetchPackOptions Default { get; } = new();

    /// <summary>
    /// Whether deltas may rest on objects that are told as haves. Null: if the pack goes into a repository, which completes it; a pack that
    /// goes to a stream is whole.
    /// </summary>
    public bool? Thin { get; init; }

    /// <summary>Whether deltas may name their base by its place. Default yes.</summary>
    public bool OfsDelta { get; init; } = true;

    /// <summary>Whether annotated tags come along with what they point to.</summary>
    public bool IncludeTag { get; init; }

    /// <summary>How deep the history shall be.</summary>
    public FetchDepth? Depth { get; init; }

    /// <summary>Where the client's own history stops. Filled in by a fetch into a repository.</summary>
    public IReadOnlyCollection<ObjectId> Shallows { get; init; } = [];

    /// <summary>A filter of objects, such as <c>blob:none</c>: the server leaves out what it names.</summary>
    public ByteString? Filter { get; init; }

    /// <summary>How the server of v0 or v1 answers haves: the best it offers, or less. For tests of old servers. Over HTTP nothing is looked for but with detailed answers: all is fetched.</summary>
    public AckMode MaxAckMode { get; init; } = AckMode.Detailed;

    /// <summary>How the pack of a v0 or v1 server comes: the best it offers, or less. For tests of old servers.</summary>
    public BandMode MaxBandMode { get; init; } = BandMode.Large;
}

namespace GitProto.Storage;

/// <summary>How much history a client asks for.</summary>
public sealed record ShallowRequest
{
    /// <summary>The depth that stands for everything.</summary>
    public const long InfiniteDepth = 0x7fffffff;

    /// <summary>What the client wants; tags are followed, what is no commit is passed over.</summary>
    public required IReadOnlyCollection<ObjectId> Wants { get; init; }

    /// <summary>The client's own boundary, as it told it. Ids the server does not have are passed over.</summary>
    public IReadOnlyCollection<ObjectId> ClientShallow { get; init; } = [];

    /// <summary>How many commits deep, the tips being 1; null if not asked for.</summary>
    public long? Depth { get; init; }

    /// <summary>True if the depth counts from the client's boundary and not from the tips.</summary>
    public bool Relative { get; init; }

    /// <summary>For a relative depth: only the parts of the client's boundary that these reach are deepened. Null for all.</summary>
    public IReadOnlyCollection<ObjectId>? Tips { get; init; }

    /// <summary>Nothing committed before this time, in seconds since 1970; null if not asked for.</summary>
    public long? Since { get; init; }

    /// <summary>Nothing that these reach.</summary>
    public IReadOnlyCollection<ObjectId> Not { get; init; } = [];

    /// <summary>True if any change of the client's boundary is asked for.</summary>
    public bool IsDeepen => Depth is not null || Since is not null || Not.Count > 0;
}

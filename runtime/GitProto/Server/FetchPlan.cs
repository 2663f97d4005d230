using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>What a client asked for, checked, and the edges of its history.</summary>
internal sealed record FetchPlan
{
    /// <summary>The objects to send.</summary>
    public required IReadOnlyCollection<ObjectId> Wants { get; init; }

    /// <summary>What becomes of the client's boundary.</summary>
    public required ShallowResult Edge { get; init; }

    /// <summary>What is left out.</summary>
    public ObjectFilter Filter { get; init; } = ObjectFilter.None;

    /// <summary>Refs that were wanted by name.</summary>
    public IReadOnlyList<FetchResponseWantedRef> WantedRefs { get; init; } = [];

    /// <summary>Whether deltas may rest on what the client has.</summary>
    public bool Thin { get; init; }

    /// <summary>Whether the client knows deltas that name their base by its place.</summary>
    public bool OfsDelta { get; init; }

    /// <summary>Whether tags of what is sent go along.</summary>
    public bool IncludeTag { get; init; }

    /// <summary>Whether the client wants no news of the work.</summary>
    public bool Quiet { get; init; }
}

namespace GitProto.Storage;

/// <summary>What is to be sent, and what the other side has already.</summary>
public sealed record ObjectWalkRequest
{
    /// <summary>Objects to send, with all that they reach.</summary>
    public required IReadOnlyCollection<ObjectId> Wants { get; init; }

    /// <summary>Objects the other side has, with all that they reach.</summary>
    public IReadOnlyCollection<ObjectId> Haves { get; init; } = [];

    /// <summary>Commits treated as having no parents, from <see cref="ShallowResult.Cut"/> or the repository's own boundary.</summary>
    public IReadOnlySet<ObjectId> Cut { get; init; } = new HashSet<ObjectId>();

    /// <summary>Commits whose trees the other side has, but not their parents, from <see cref="ShallowResult.Unshallow"/>.</summary>
    public IReadOnlyCollection<ObjectId> Edges { get; init; } = [];

    /// <summary>What is left out.</summary>
    public ObjectFilter Filter { get; init; } = ObjectFilter.None;

    /// <summary>Tag objects that go along if what they tag is sent (<c>include-tag</c>).</summary>
    public IReadOnlyCollection<ObjectId> IncludeTags { get; init; } = [];
}

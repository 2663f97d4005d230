namespace GitProto.Storage;

/// <summary>What becomes of a client's shallow boundary.</summary>
public sealed class ShallowResult
{
    /// <summary>Commits that are to join the client's boundary.</summary>
    public required IReadOnlyList<ObjectId> Shallow { get; init; }

    /// <summary>Commits that are to leave it.</summary>
    public required IReadOnlyList<ObjectId> Unshallow { get; init; }

    /// <summary>Parents of those that leave: to be sent besides the wants, for the client has the children already.</summary>
    public required IReadOnlyList<ObjectId> ExtraWants { get; init; }

    /// <summary>
    /// The commits at which every later walk of this request is cut: the server's boundary, the client's as it was, and what joins it.
    /// </summary>
    public required IReadOnlySet<ObjectId> Cut { get; init; }
}

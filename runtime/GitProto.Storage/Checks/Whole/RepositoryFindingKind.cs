namespace GitProto.Storage;

/// <summary>What a finding about a repository is.</summary>
public enum RepositoryFindingKind
{
    /// <summary>It is worth knowing, and nothing is wrong.</summary>
    Notice,

    /// <summary>Something about an object is odd.</summary>
    Warning,

    /// <summary>Something is wrong.</summary>
    Error,

    /// <summary>A link of a reachable object leads to one that is not there, or is of another kind.</summary>
    BrokenLink,

    /// <summary>An object is needed and not there.</summary>
    Missing,

    /// <summary>Nothing leads to an object.</summary>
    Dangling,

    /// <summary>Nothing that is kept leads to an object.</summary>
    Unreachable,

    /// <summary>A commit has no parents.</summary>
    Root,

    /// <summary>A tag, and what it tags.</summary>
    Tagged,
}

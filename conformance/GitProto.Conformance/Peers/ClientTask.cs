namespace GitProto.Conformance.Peers;

/// <summary>What a client is asked to do, and how.</summary>
/// <param name="Verb">What.</param>
/// <param name="Url">The repository of the server.</param>
/// <param name="Place">The repository of the client; the file for an archive; not used for a list.</param>
public sealed record ClientTask(ClientVerb Verb, string Url, string Place)
{
    /// <summary>The newest protocol to ask for: 0, 1 or 2.</summary>
    public int Protocol { get; init; } = 2;

    /// <summary>True if the repositories have ids of SHA-256.</summary>
    public bool IsSha256 { get; init; }

    /// <summary>What is run in place of ssh, a line for the shell; null for ssh itself, and over other transports.</summary>
    public string? SshCommand { get; init; }

    /// <summary>Refspecs of a fetch or a push; patterns of a list; paths of an archive.</summary>
    public IReadOnlyList<string> Specs { get; init; } = [];

    /// <summary>How many commits of history to get; <see cref="int.MaxValue"/> for all that is missing.</summary>
    public int? Depth { get; init; }

    /// <summary>How many commits more than now to get.</summary>
    public int? Deepen { get; init; }

    /// <summary>Get history since then, in seconds since 1970.</summary>
    public long? Since { get; init; }

    /// <summary>Get history without what this ref reaches.</summary>
    public string? Exclude { get; init; }

    /// <summary>Which objects to leave out.</summary>
    public string? Filter { get; init; }

    /// <summary>All refs or none.</summary>
    public bool Atomic { get; init; }

    /// <summary>Push options.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>Options for the server of a fetch.</summary>
    public IReadOnlyList<string> ServerOptions { get; init; } = [];

    /// <summary>True to let the server say nothing of its progress.</summary>
    public bool Quiet { get; init; }

    /// <summary>The tree of an archive.</summary>
    public string? Tree { get; init; }

    /// <summary>The format of an archive.</summary>
    public string? Format { get; init; }
}

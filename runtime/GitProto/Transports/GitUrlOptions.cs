namespace GitProto.Transports;

/// <summary>Which URLs are taken.</summary>
public sealed record GitUrlOptions
{
    /// <summary>For a URL that the user typed: every kind.</summary>
    public static GitUrlOptions Default { get; } = new();

    /// <summary>
    /// For a URL that came as data, from a peer, a file of a repository or a request: no local path and nothing but encrypted kinds.
    /// </summary>
    public static GitUrlOptions Untrusted { get; } = new() { Allow = GitUrlKind.Https | GitUrlKind.Ssh };

    /// <summary>The kinds taken. Default all.</summary>
    public GitUrlKind Allow { get; init; } = GitUrlKind.All;
}

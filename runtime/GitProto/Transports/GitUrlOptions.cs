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

    /// <summary>For a server that fetches from URLs which its users name: encrypted HTTP alone, and no address within.</summary>
    public static GitUrlOptions Import { get; } = new() { Allow = GitUrlKind.Https, Addresses = AddressPolicy.PublicOnly };

    /// <summary>The kinds taken. Default all.</summary>
    public GitUrlKind Allow { get; init; } = GitUrlKind.All;

    /// <summary>
    /// Which addresses are connected to, by git:// and HTTP, at first and after a redirect. Where it cannot hold, as through ssh, a proxy, or an HTTP client of the caller's,
    /// nothing is opened. Null, the default: any.
    /// </summary>
    public AddressPolicy? Addresses { get; init; }
}

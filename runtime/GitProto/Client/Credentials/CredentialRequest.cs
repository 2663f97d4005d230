namespace GitProto.Client;

/// <summary>Which server wants to know who is there.</summary>
public sealed record CredentialRequest
{
    /// <summary>The scheme of the URL: <c>http</c> or <c>https</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The host, with its port if the URL names one.</summary>
    public required string Host { get; init; }

    /// <summary>The path of the repository, without its first slash.</summary>
    public required string Path { get; init; }

    /// <summary>The user that the URL names, or null.</summary>
    public string? User { get; init; }

    /// <summary>The challenges of the server, as they came in its <c>WWW-Authenticate</c> headers; none holds a control character.</summary>
    public IReadOnlyList<string> Challenges { get; init; } = [];
}

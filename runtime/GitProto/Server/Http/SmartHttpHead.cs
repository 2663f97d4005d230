namespace GitProto.Server;

/// <summary>The head of an HTTP request, as a web server hands it on. All of it comes from the client and is not to be trusted.</summary>
/// <param name="Method">The method, in capitals.</param>
/// <param name="Path">The path below the place that Git is served at, decoded once; it begins with a slash.</param>
/// <param name="Query">The query as it came, with its question mark; empty if there is none.</param>
public sealed record SmartHttpHead(string Method, string Path, string Query)
{
    /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
    public string Protocol { get; init; } = "HTTP/1.1";

    /// <summary>The media type of the body; null if it is not named.</summary>
    public string? ContentType { get; init; }

    /// <summary>How the body is encoded; null if it is not named.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The header in which the client names versions of the protocol; null if it sent none.</summary>
    public string? GitProtocol { get; init; }
}

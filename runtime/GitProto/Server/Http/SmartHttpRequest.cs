using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>What an HTTP request asks for, by its head alone; or why it is refused before anything else is looked at.</summary>
/// <remarks>Source: gitprotocol-http; http-backend.c.</remarks>
public sealed class SmartHttpRequest
{
    private const int MaxVersionHeader = 4096;
    private static readonly string[] Gzip = ["gzip", "x-gzip"];

    private SmartHttpRequest(SmartHttpRefusal refusal) => (Refusal, ResultType) = (refusal, HttpTransport.TextType);

    private SmartHttpRequest(GitService service, string path, string resultType) => (Service, Path, ResultType) = (service, path, resultType);

    /// <summary>Why it is refused; null if it may be served.</summary>
    public SmartHttpRefusal? Refusal { get; }

    /// <summary>What the client wants to do.</summary>
    public GitService Service { get; }

    /// <summary>The path of the repository; it begins with a slash. It was decoded once, by the web server, and must not be again.</summary>
    public ByteString Path { get; }

    /// <summary>True for the advertisement, false for one turn.</summary>
    public bool AdvertiseOnly { get; private init; }

    /// <summary>True if only the head of the answer is wanted.</summary>
    public bool HeadOnly { get; private init; }

    /// <summary>The version of the protocol that was asked for.</summary>
    public int Version { get; private init; }

    /// <summary>True if the body comes in gzip.</summary>
    public bool IsGzip { get; private init; }

    /// <summary>The media type of the answer.</summary>
    public string ResultType { get; }

    /// <summary>The headers of every answer: none may be kept for later.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> NoCacheHeaders { get; } =
        [new("Expires", HttpTransport.Expired), new("Pragma", HttpTransport.NoCachePragma), new("Cache-Control", HttpTransport.NoCacheControl)];

    /// <summary>Reads the head of a request.</summary>
    public static SmartHttpRequest Read(SmartHttpHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        foreach (var service in SmartHttpService.All)
        {
            if (Repository(head.Path, service.Media.Turn) is { } path)
                return ReadTurn(head, service, path);
        }
        if (Repository(head.Path, HttpTransport.DumbDiscovery) is { } repository)
            return ReadDiscovery(head, repository);
        return new(DumbFiles.Contains(head.Path) ? SmartHttpRefusal.FilesOff : SmartHttpRefusal.NotFound);
    }

    private static SmartHttpRequest ReadDiscovery(SmartHttpHead head, string path)
    {
        if (head.Method is not ("GET" or "HEAD"))
            return new(WrongMethod(head, HttpTransport.AllowGet));
        if (head.Query.Length <= 1)
            return new(SmartHttpRefusal.FilesOff);
        // Exactly one parameter, exactly as the spec writes it: whoever reads the query otherwise must not come to another service.
        var asked = HttpTransport.DumbDiscovery + head.Query;
        if (SmartHttpService.DiscoveredAt(asked) is not { } service)
            return new(SmartHttpRefusal.ServiceOff);
        return new(service.Service, path, service.Media.Advertisement) { AdvertiseOnly = true, HeadOnly = head.Method == "HEAD", Version = ReadVersion(head.GitProtocol) };
    }

    private static SmartHttpRequest ReadTurn(SmartHttpHead head, SmartHttpService service, string path)
    {
        if (head.Method != HttpTransport.AllowPost)
            return new(WrongMethod(head, HttpTransport.AllowPost));
        if (head.ContentType != service.Media.Request)
            return new(SmartHttpRefusal.WrongType(service.Media.Request, head.ContentType));
        var isGzip = Gzip.Contains(head.ContentEncoding, StringComparer.OrdinalIgnoreCase);
        if (!isGzip && head.ContentEncoding is { Length: > 0 } encoding)
            return new(SmartHttpRefusal.WrongEncoding(encoding));
        return new(service.Service, path, service.Media.Result) { IsGzip = isGzip, Version = ReadVersion(head.GitProtocol) };
    }

    private static SmartHttpRefusal WrongMethod(SmartHttpHead head, string allow) => SmartHttpRefusal.WrongMethod(allow, head.Protocol is not ("HTTP/1.0" or "HTTP/0.9"));

    private static string? Repository(string path, string suffix) =>
        path.EndsWith(suffix, StringComparison.Ordinal) ? path.Length == suffix.Length ? "/" : path[..^suffix.Length] : null;

    private static int ReadVersion(string? header) =>
        header is null || header.Length > MaxVersionHeader || header.Any(char.IsControl) ? 0 : ProtocolVersion.Choose(header);
}

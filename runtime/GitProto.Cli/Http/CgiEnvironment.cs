using System.Globalization;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Cli.Http;

/// <summary>What a web server tells a CGI program by variables.</summary>
internal static class CgiEnvironment
{
    /// <summary>Who proved who they are; null if nobody did.</summary>
    public static string? User => Get(HttpTransport.RemoteUser);

    /// <summary>Whether repositories need no mark to be served. To be set is enough, as for git.</summary>
    public static bool ExportsAll => Environment.GetEnvironmentVariable(HttpTransport.ExportAll) is not null;

    /// <summary>The directory that the paths begin at; null if they are whole.</summary>
    public static string? Root => Get(HttpTransport.ProjectRoot);

    /// <summary>The bytes of the body; null if only its end will tell.</summary>
    /// <exception cref="SmartHttpBodyException">It is no number.</exception>
    public static long? Length => Get("CONTENT_LENGTH") is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
        : throw new SmartHttpBodyException(400, $"failed to parse CONTENT_LENGTH: {text}");

    /// <summary>The largest fetch request; null if nothing is said.</summary>
    /// <exception cref="ToolException">It is no number.</exception>
    public static long? BufferLimit => Get(HttpTransport.BufferLimit) is not { } text ? null
        : RepositoryConfig.TryNumber(text) ?? throw new ToolException($"failed to parse {HttpTransport.BufferLimit}");

    /// <summary>The head of the request.</summary>
    /// <exception cref="ToolException">A variable is missing: this was not started by a web server.</exception>
    public static SmartHttpHead Head() => new(
        Get("REQUEST_METHOD") ?? throw new ToolException("No REQUEST_METHOD from server"),
        Root is null ? Get(HttpTransport.PathTranslated) ?? throw new ToolException("No GIT_PROJECT_ROOT or PATH_TRANSLATED from server")
            : Get(HttpTransport.PathInfo) ?? throw new ToolException("GIT_PROJECT_ROOT is set but PATH_INFO is not"),
        Get("QUERY_STRING") is { } query ? "?" + query : "")
    {
        Protocol = Get("SERVER_PROTOCOL") ?? "HTTP/1.0",
        ContentType = Get("CONTENT_TYPE"),
        ContentEncoding = Get("HTTP_CONTENT_ENCODING"),
        GitProtocol = Get(ProtocolVersionTransport.Environment) ?? Get("HTTP_GIT_PROTOCOL"),
    };

    /// <summary>Names the user to hooks, unless the web server has done so.</summary>
    public static void NameCommitter()
    {
        var name = User ?? "anonymous";
        var host = Get(HttpTransport.RemoteAddress) ?? "(none)";
        foreach (var (variable, value) in new[] { (HttpTransport.CommitterName, name), (HttpTransport.CommitterEmail, $"{name}@http.{host}") })
        {
            if (Environment.GetEnvironmentVariable(variable) is null)
                Environment.SetEnvironmentVariable(variable, value);
        }
    }

    private static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}

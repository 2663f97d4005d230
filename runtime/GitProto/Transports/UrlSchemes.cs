using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>The schemes of URLs, as the spec writes the URLs of each transport.</summary>
internal static class UrlSchemes
{
    /// <summary>What stands behind a scheme.</summary>
    public static readonly string End = Uri.SchemeDelimiter;

    private static readonly string Git = SchemeIn(GitTransport.Url("", ""));
    private static readonly string Ssh = SchemeIn(SshTransport.Url("", ""));
    private static readonly string Http = SchemeIn(HttpTransport.Url("", ""));
    private static readonly string Https = SchemeIn(HttpTransport.SecureUrl("", ""));
    private static readonly string File = SchemeIn(LocalTransport.Url(""));

    private static readonly Dictionary<string, GitUrlKind> Kinds = new(StringComparer.Ordinal)
    {
        [Git] = GitUrlKind.Git,
        [Ssh] = GitUrlKind.Ssh,
        [SchemeIn(SshTransport.GitSshUrl("", ""))] = GitUrlKind.Ssh,
        [SchemeIn(SshTransport.SshGitUrl("", ""))] = GitUrlKind.Ssh,
        [Http] = GitUrlKind.Http,
        [Https] = GitUrlKind.Https,
        [File] = GitUrlKind.Local,
    };

    /// <summary>The scheme that a kind is written with.</summary>
    public static string Of(GitUrlKind kind) => kind switch
    {
        GitUrlKind.Git => Git,
        GitUrlKind.Ssh => Ssh,
        GitUrlKind.Http => Http,
        GitUrlKind.Https => Https,
        _ => File,
    };

    /// <summary>The kind of a scheme; null for one that is not known.</summary>
    public static GitUrlKind? KindOf(string scheme) => Kinds.TryGetValue(scheme, out var kind) ? kind : null;

    private static string SchemeIn(string url) => url[..url.IndexOf(End, StringComparison.Ordinal)];
}

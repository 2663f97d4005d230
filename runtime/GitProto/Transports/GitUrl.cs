using System.Globalization;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>
/// The address of a repository, taken apart once for all decisions. What could be read in two ways is refused, so that no other
/// parser (of ssh, of an HTTP stack, of a credential helper) can see another host in it than this one does.
/// </summary>
public sealed record GitUrl
{
    internal GitUrl(GitUrlKind kind, ByteString path) => (Kind, Path) = (kind, path);

    /// <summary>How the repository is reached.</summary>
    public GitUrlKind Kind { get; }

    /// <summary>The host: a name or an address without brackets; empty for a local repository. Never begins with a dash.</summary>
    public string Host { get; internal init; } = "";

    /// <summary>The port that stands in the URL, or null.</summary>
    public int? Port { get; internal init; }

    /// <summary>The user, or null.</summary>
    public string? User { get; internal init; }

    /// <summary>The password that stands in an HTTP URL, or null. It is never shown by <see cref="ToString"/>.</summary>
    public string? Password { get; internal init; }

    /// <summary>
    /// The path as the other side is told it: percent escapes are decoded, once, except for HTTP; <c>/~user/x</c> has become
    /// <c>~user/x</c>. Never empty, holds no control byte, never begins with a dash.
    /// </summary>
    public ByteString Path { get; }

    /// <summary>The port of the URL, or else the one its kind implies; 0 for a local repository.</summary>
    public int EffectivePort => Port ?? Kind switch
    {
        GitUrlKind.Git => GitTransport.Port,
        GitUrlKind.Ssh => SshTransport.Port,
        GitUrlKind.Http => HttpTransport.Port,
        GitUrlKind.Https => HttpTransport.SecurePort,
        _ => 0,
    };

    /// <summary>Host and port as they stand in a URL: an IPv6 address has brackets, a port that is implied is left out.</summary>
    public string Authority
    {
        get
        {
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            return Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{host}:{port}") : host;
        }
    }

    /// <summary>Reads a URL, the short form <c>[user@]host:path</c>, or a path of this machine.</summary>
    /// <param name="text">The address.</param>
    /// <param name="options">What is taken; by default everything.</param>
    /// <exception cref="InvalidUrlException">It is malformed, ambiguous, dangerous, or of a kind that is not taken. Nothing was opened.</exception>
    public static GitUrl Parse(string text, GitUrlOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var url = new GitUrlParser(text).Parse();
        if (((options ?? GitUrlOptions.Default).Allow & url.Kind) == 0)
            throw new InvalidUrlException($"The URL '{url}' is refused: {url.Kind} is not allowed here.");
        return url;
    }

    /// <summary>The URL in its full form, escaped for display and without the password.</summary>
    public override string ToString()
    {
        if (Kind == GitUrlKind.Local)
            return Path.ToDisplayString();
        var text = new StringBuilder(UrlSchemes.Of(Kind)).Append(UrlSchemes.End);
        if (User is not null)
            text.Append(Escape.ForDisplay(User)).Append(Password is null ? "@" : ":***@");
        text.Append(Authority);
        if (Path.Span[0] != '/')
            text.Append('/');
        return text.Append(Path.ToDisplayString()).ToString();
    }
}

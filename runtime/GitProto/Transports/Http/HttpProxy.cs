using System.Net;

namespace GitProto.Transports;

/// <summary>Reads the URL of a proxy.</summary>
internal static class HttpProxy
{
    private static readonly string[] Schemes = [UrlSchemes.Of(GitUrlKind.Http), UrlSchemes.Of(GitUrlKind.Https), "socks4", "socks4a", "socks5"];

    /// <summary>The proxy; null for none.</summary>
    /// <exception cref="InvalidUrlException">It is no URL of a proxy that can be used. Nothing was opened.</exception>
    public static WebProxy? Of(string? url)
    {
        if (url is null)
            return null;
        var shown = Escape.ForDisplay(PercentEncoding.HidePassword(url));
        if (url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0 || address.PathAndQuery is not ("/" or ""))
            throw new InvalidUrlException($"The proxy '{shown}' is refused: a scheme, a host and a port are expected, as in http://proxy.example:3128.");
        if (!Schemes.Contains(address.Scheme))
            throw new InvalidUrlException($"The proxy '{shown}' is refused: its scheme is none of {string.Join(", ", Schemes)}.");
        var proxy = new WebProxy(new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        if (address.UserInfo.Length > 0)
        {
            var colon = address.UserInfo.IndexOf(':', StringComparison.Ordinal);
            var user = colon < 0 ? address.UserInfo : address.UserInfo[..colon];
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(user), colon < 0 ? "" : Uri.UnescapeDataString(address.UserInfo[(colon + 1)..]));
        }
        return proxy;
    }
}

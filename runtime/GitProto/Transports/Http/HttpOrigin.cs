namespace GitProto.Transports;

/// <summary>Scheme, host and port: what credentials and headers are bound to.</summary>
internal readonly record struct HttpOrigin(GitUrlKind Kind, string Host, int Port)
{
    /// <summary>The origin of a URL.</summary>
    public static HttpOrigin Of(GitUrl url) => new(url.Kind, url.Host.ToLowerInvariant(), url.EffectivePort);

    /// <summary>As it stands in a URL, the port always written.</summary>
    public override string ToString()
    {
        var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UrlSchemes.Of(Kind)}{UrlSchemes.End}{host}:{Port}");
    }
}

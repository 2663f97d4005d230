using System.Text;

namespace GitProto.Transports;

/// <summary>Turns a URL into what the HTTP stack is given, and makes sure that it reads the same in it.</summary>
internal static class HttpAddress
{
    /// <summary>The URL with a tail behind its path. User and password are not in it.</summary>
    /// <exception cref="InvalidUrlException">The HTTP stack would take it for another host.</exception>
    public static Uri Of(GitUrl url, string tail)
    {
        var text = $"{UrlSchemes.Of(url.Kind)}{UrlSchemes.End}{url.Authority}{Encode(url.Path.Span).TrimEnd('/')}{tail}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !SameHost(address.Host, url.Host) || address.Port != url.EffectivePort)
            throw new InvalidUrlException($"The URL '{url}' is refused: its host can be read in two ways.");
        return address;
    }

    private static bool SameHost(string one, string other) => string.Equals(one.Trim('[', ']'), other, StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(other, out var address) && other.Contains(':', StringComparison.Ordinal) && System.Net.IPAddress.TryParse(one.Trim('[', ']'), out var read) && read.Equals(address));

    /// <summary>Escapes what may not stand in a path. Escapes that are there already stay.</summary>
    private static string Encode(ReadOnlySpan<byte> path)
    {
        var text = new StringBuilder(path.Length);
        foreach (var value in path)
        {
            if (value is > 0x20 and < 0x7f && !"\"<>\\^`{|}#?"u8.Contains(value))
                text.Append((char)value);
            else
                text.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }
}

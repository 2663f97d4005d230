namespace GitProto.Storage;

/// <summary>The shape of <c>scheme://[user[:password]@]host[:port][/path][?query][#fragment]</c>.</summary>
/// <remarks>Source: RFC 3986, as git takes it for <c>http.&lt;url&gt;</c>.</remarks>
internal static class PlainUrl
{
    /// <summary>True if a URL has a host, every escape is one, and its path does not climb out of its root.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> url)
    {
        var colon = url.IndexOf("://"u8);
        if (colon <= 0 || !IsScheme(url[..colon]) || !HasGoodEscapes(url))
            return false;
        var rest = url[(colon + 3)..];
        var end = rest.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        var authority = end < 0 ? rest : rest[..end];
        var at = authority.LastIndexOf((byte)'@');
        return IsHost(authority[(at + 1)..], url[..colon]) && (end < 0 || rest[end] != '/' || StaysInside(rest[end..]));
    }

    private static bool IsScheme(ReadOnlySpan<byte> scheme)
    {
        foreach (var c in scheme)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'+' or (byte)'-' or (byte)'.'))
                return false;
        }
        return char.IsAsciiLetter((char)scheme[0]);
    }

    private static bool IsHost(ReadOnlySpan<byte> host, ReadOnlySpan<byte> scheme)
    {
        var port = host.LastIndexOf((byte)':');
        if (port > host.LastIndexOf((byte)']'))
        {
            if (!IsPort(host[(port + 1)..]))
                return false;
            host = host[..port];
        }
        if (host.IsEmpty)
            return scheme.SequenceEqual("file"u8);
        foreach (var c in host)
        {
            if (!char.IsAsciiLetterOrDigit((char)c) && c is not ((byte)'.' or (byte)'-' or (byte)'_' or (byte)'[' or (byte)':' or (byte)']'))
                return false;
        }
        return true;
    }

    private static bool IsPort(ReadOnlySpan<byte> digits)
    {
        if (digits.IsEmpty)
            return true;
        if (digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;
        digits = digits.TrimStart((byte)'0');
        var port = 0;
        for (var i = 0; i < digits.Length && i < 6; i++)
            port = (10 * port) + digits[i] - '0';
        return port is > 0 and <= 0xffff;
    }

    private static bool HasGoodEscapes(ReadOnlySpan<byte> url)
    {
        for (var rest = url; rest.IndexOf((byte)'%') is >= 0 and var at; rest = rest[(at + 3)..])
        {
            if (rest.Length < at + 3 || Hex.Value(rest[at + 1]) < 0 || Hex.Value(rest[at + 2]) < 0)
                return false;
        }
        return true;
    }

    private static bool StaysInside(ReadOnlySpan<byte> path)
    {
        var end = path.IndexOfAny((byte)'?', (byte)'#');
        path = end < 0 ? path[1..] : path[1..end];
        var depth = 0;
        foreach (var range in path.Split((byte)'/'))
        {
            depth += Dots(path[range]) switch { 2 => -1, 1 => 0, _ => 1 };
            if (depth < 0)
                return false;
        }
        return true;
    }

    // 1 or 2 for a segment of so many dots, however they are written; 0 for any other.
    private static int Dots(ReadOnlySpan<byte> segment)
    {
        var dots = 0;
        while (!segment.IsEmpty)
        {
            var width = segment[0] == '.' ? 1 : segment is [(byte)'%', (byte)'2', (byte)'e' or (byte)'E', ..] ? 3 : 0;
            if (width == 0 || ++dots > 2)
                return 0;
            segment = segment[width..];
        }
        return dots;
    }
}

namespace GitProto.Storage;

/// <summary>URLs of submodules: those that would be read as an option, as two lines, or with another host than they show are refused.</summary>
/// <remarks>Sources: CVE-2018-17456, CVE-2020-5260, CVE-2020-11008.</remarks>
internal static class SubmoduleUrl
{
    /// <summary>True for a URL that may be used.</summary>
    public static bool IsAllowed(ReadOnlySpan<byte> url)
    {
        if (url.StartsWith("-"u8))
            return false;
        if (IsRelative(url) || url.StartsWith("git://"u8))
            return !HasLineBreak(url) && !(Climbs(url, out var rest) && rest is [(byte)':' or (byte)'/', ..]);
        return !IsHttp(url, out var fetched) || (PlainUrl.IsWellFormed(fetched) && !HasLineBreak(fetched));
    }

    private static bool IsRelative(ReadOnlySpan<byte> url) =>
        url is [(byte)'.', (byte)'/' or (byte)'\\', ..] or [(byte)'.', (byte)'.', (byte)'/' or (byte)'\\', ..];

    // What is left behind the climb would take the place of the host.
    private static bool Climbs(ReadOnlySpan<byte> url, out ReadOnlySpan<byte> rest)
    {
        var climbs = false;
        for (rest = url; IsRelative(rest);)
        {
            climbs |= rest[1] == '.';
            rest = rest[(rest[1] == '.' ? 3 : 2)..];
        }
        return climbs;
    }

    private static bool IsHttp(ReadOnlySpan<byte> url, out ReadOnlySpan<byte> fetched)
    {
        fetched = url;
        var colon = url.IndexOf((byte)':');
        if (colon < 0 || !(url[..colon].SequenceEqual("http"u8) || url[..colon].SequenceEqual("https"u8) || url[..colon].SequenceEqual("ftp"u8) || url[..colon].SequenceEqual("ftps"u8)))
            return false;
        if (url[colon..].StartsWith("::"u8))
            fetched = url[(colon + 2)..];
        return url[colon..].StartsWith("::"u8) || url[colon..].StartsWith("://"u8);
    }

    private static bool HasLineBreak(ReadOnlySpan<byte> url)
    {
        if (url.Contains((byte)'\n'))
            return true;
        for (var rest = url; rest.IndexOf((byte)'%') is >= 0 and var at; rest = rest[(at + 1)..])
        {
            if (rest[(at + 1)..] is [(byte)'0', (byte)'a' or (byte)'A', ..])
                return true;
        }
        return false;
    }
}

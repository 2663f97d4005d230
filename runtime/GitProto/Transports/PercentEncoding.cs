namespace GitProto.Transports;

/// <summary>The escapes of URLs.</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes every <c>%</c> that two hex digits follow, once; any other stands for itself, as in Git.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = text[i] == '%' && i + 2 < text.Length && Hex.Value(text[i + 1]) >= 0 && Hex.Value(text[i + 2]) >= 0;
            bytes[count++] = escaped ? (byte)((Hex.Value(text[i + 1]) << 4) | Hex.Value(text[i + 2])) : text[i];
            i += escaped ? 2 : 0;
        }
        return bytes[..count];
    }

    /// <summary>Blanks whatever could be a password: all between the first colon behind the scheme and the last at sign.</summary>
    public static string HidePassword(string text)
    {
        var start = text.IndexOf(UrlSchemes.End, StringComparison.Ordinal);
        start = start < 0 ? 0 : start + UrlSchemes.End.Length;
        var (colon, at) = (text.IndexOf(':', start), text.LastIndexOf('@'));
        return colon >= 0 && colon < at ? string.Concat(text.AsSpan(0, colon), ":***", text.AsSpan(at)) : text;
    }

    /// <summary>A URL that has a user and a password, without the password. What is escaped stays escaped.</summary>
    public static string WithoutPassword(string url)
    {
        var start = url.IndexOf(UrlSchemes.End, StringComparison.Ordinal) + UrlSchemes.End.Length;
        var (colon, at) = (url.IndexOf(':', start), url.IndexOf('@', start));
        return string.Concat(url.AsSpan(0, colon), url.AsSpan(at));
    }
}

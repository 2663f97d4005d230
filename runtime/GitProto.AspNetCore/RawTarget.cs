using System.Text;

namespace GitProto.AspNetCore;

/// <summary>
/// Looks at the target of a request as it was sent. Web servers take <c>..</c> out of it and decode it in their own ways before routing sees it; a target that two
/// readers could read differently is not served, whatever it was made into.
/// </summary>
internal static class RawTarget
{
    /// <summary>True if it means the same to every reader.</summary>
    public static bool IsPlain(string target)
    {
        var end = target.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? target : target[..end];
        if (!path.StartsWith('/') && path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
            path = path.IndexOf('/', scheme + 3) is > 0 and var start ? path[start..] : "";
        if (path.Contains("%2f", StringComparison.OrdinalIgnoreCase))
            return false;
        var decoded = Decode(path);
        return !decoded.Any(character => character is '\\' or < ' ' or '\x7f') && !decoded.Split('/').Any(name => name is "." or "..");
    }

    /// <summary>Decodes once, a byte to a character: what is looked for is ASCII.</summary>
    private static string Decode(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            var escaped = path[i] == '%' && i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2]);
            text.Append(escaped ? (char)Convert.FromHexString(path.AsSpan(i + 1, 2))[0] : path[i]);
            i += escaped ? 2 : 0;
        }
        return text.ToString();
    }
}

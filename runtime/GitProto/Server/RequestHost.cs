using System.Text;

namespace GitProto.Server;

/// <summary>The host that a client named, made harmless for use in a path: no slash, no dot where it could mean a directory.</summary>
/// <param name="Name">Lower case, without brackets; may be empty.</param>
/// <param name="Port">As it stood; may be empty.</param>
/// <remarks>Source: git-daemon "--interpolated-path".</remarks>
internal readonly record struct RequestHost(string Name, string Port)
{
    /// <summary>Reads <c>host</c>, <c>host:port</c> or <c>[v6]:port</c>.</summary>
    /// <exception cref="PolicyException">Its brackets do not fit.</exception>
    public static RequestHost Parse(ByteString host)
    {
        var text = Encoding.Latin1.GetString(host.Span);
        if (!text.StartsWith('['))
        {
            var colon = text.LastIndexOf(':');
            return colon < 0 ? new(Clean(text), "") : new(Clean(text[..colon]), Clean(text[(colon + 1)..]));
        }
        var end = text.IndexOf(']', StringComparison.Ordinal);
        if (end < 0 || (end + 1 < text.Length && text[end + 1] != ':'))
            throw new PolicyException($"The host '{host.ToDisplayString()}' is refused: its brackets do not fit.");
        return new(Clean(text[1..end]), end + 2 < text.Length ? Clean(text[(end + 2)..]) : "");
    }

    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var dot = character == '.' && (clean.Length == 0 || clean[^1] == '.');
            if (character != '/' && !dot)
                clean.Append(char.ToLowerInvariant(character));
        }
        return clean.ToString().TrimEnd('.');
    }
}

using System.Text;

namespace GitProto.Server;

/// <summary>The classes of characters that may stand in brackets, as in <c>[[:digit:]]</c>. ASCII only.</summary>
internal static class GlobClasses
{
    private static readonly Dictionary<string, Func<char, bool>> All = new(StringComparer.Ordinal)
    {
        ["alnum"] = char.IsAsciiLetterOrDigit,
        ["alpha"] = char.IsAsciiLetter,
        ["blank"] = static value => value is ' ' or '\t',
        ["cntrl"] = char.IsControl,
        ["digit"] = char.IsAsciiDigit,
        ["graph"] = static value => value is > ' ' and < '\x7f',
        ["lower"] = char.IsAsciiLetterLower,
        ["print"] = static value => value is >= ' ' and < '\x7f',
        ["punct"] = static value => value is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(value),
        ["space"] = static value => value is ' ' or (>= '\t' and <= '\r'),
        ["upper"] = char.IsAsciiLetterUpper,
        ["xdigit"] = char.IsAsciiHexDigit,
    };

    /// <summary>Finds one; null if there is none of that name.</summary>
    public static Func<char, bool>? Find(ReadOnlySpan<byte> name) => All.GetValueOrDefault(Encoding.Latin1.GetString(name));
}

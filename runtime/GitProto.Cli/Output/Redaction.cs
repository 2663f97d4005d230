using System.Buffers;
using System.Text;

namespace GitProto.Cli.Output;

/// <summary>Takes out of a text what a URL says of a user and a password.</summary>
internal static class Redaction
{
    private const string Mark = "://";
    private static readonly SearchValues<char> Ends = SearchValues.Create("/ ?#\"'<>");

    /// <summary>The text with <c>***</c> in place of them.</summary>
    public static string Of(string text) => Replace(text, "***@");

    /// <summary>The text as if they had not been given.</summary>
    public static string Without(string text) => Replace(text, "");

    private static string Replace(string text, string with)
    {
        var clean = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var found)
        {
            var start = found + Mark.Length;
            clean.Append(rest[..start]);
            rest = rest[start..];
            var end = rest.IndexOfAny(Ends);
            var at = (end < 0 ? rest : rest[..end]).LastIndexOf('@');
            if (at < 0)
                continue;
            clean.Append(with);
            rest = rest[(at + 1)..];
        }
        return clean.Append(rest).ToString();
    }
}

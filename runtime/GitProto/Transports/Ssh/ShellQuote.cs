using System.Text;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>Puts a path into single quotes for a shell, and takes it out of them. Always: also where it would do without.</summary>
/// <remarks>Source: spec/transports/ssh.yaml rules quoted, one-argument.</remarks>
public static class ShellQuote
{
    private const char Quote = '\'';

    /// <summary>Quotes a text.</summary>
    public static string Wrap(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder(text.Length + 2).Append(Quote);
        foreach (var character in text)
        {
            _ = character switch
            {
                Quote => quoted.Append(SshTransport.QuoteEscape),
                '!' => quoted.Append(SshTransport.BangEscape),
                _ => quoted.Append(character),
            };
        }
        return quoted.Append(Quote).ToString();
    }

    /// <summary>Takes one text out of its quotes.</summary>
    /// <returns>Null unless all of it is one quoted text, written as <see cref="Wrap"/> writes it.</returns>
    public static string? Unwrap(string quoted)
    {
        ArgumentNullException.ThrowIfNull(quoted);
        if (quoted.Length < 2 || quoted[0] != Quote)
            return null;
        var text = new StringBuilder(quoted.Length);
        for (var i = 1; i < quoted.Length; i++)
        {
            if (quoted[i] != Quote)
            {
                text.Append(quoted[i]);
                continue;
            }
            if (i == quoted.Length - 1)
                return text.ToString();
            if (Starts(quoted, i, SshTransport.QuoteEscape))
                text.Append(Quote);
            else if (Starts(quoted, i, SshTransport.BangEscape))
                text.Append('!');
            else
                return null;
            i += SshTransport.QuoteEscape.Length - 1;
        }
        return null;
    }

    private static bool Starts(string text, int at, string part) => string.CompareOrdinal(text, at, part, 0, part.Length) == 0;
}

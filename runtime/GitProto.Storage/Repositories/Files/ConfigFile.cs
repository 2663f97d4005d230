using System.Text;

namespace GitProto.Storage;

/// <summary>
/// Reads as much of Git's configuration format as it takes to know what kind of repository this is. Nothing is included from elsewhere, nothing in it
/// can run or open anything.
/// </summary>
internal static class ConfigFile
{
    /// <summary>The longest file that is read, in bytes.</summary>
    public const int MaxLength = 16 << 20;

    /// <summary>Reads all values in their order, equal keys included: <c>section.key</c> in lower case, or <c>section.Sub Section.key</c>.</summary>
    /// <param name="content">The file.</param>
    /// <param name="called">What it is called in errors.</param>
    /// <exception cref="PolicyException">A line is malformed.</exception>
    public static List<KeyValuePair<string, string>> Parse(ReadOnlySpan<byte> content, string called = "the repository's config")
    {
        var values = new List<KeyValuePair<string, string>>();
        var section = "";
        var continued = new StringBuilder();
        var (number, quoted) = (0, false);
        foreach (var bytes in new ByteLines(content.StartsWith("\ufeff"u8) ? content[3..] : content))
        {
            number++;
            var line = Encoding.UTF8.GetString(bytes).TrimEnd('\r');
            if (GoesOn(line, ref quoted))
            {
                // What goes on is joined once: as many joins as lines would take quadratic time.
                continued.Append(line, 0, line.Length - 1);
                continue;
            }
            if (continued.Length > 0)
                line = continued.Append(line).ToString();
            continued.Clear();
            line = line.Trim(' ', '\t');
            if (line.StartsWith('['))
            {
                var end = SectionEnd(line);
                section = end > 0 ? Section(line[1..end]) : throw Bad(called, number);
                line = line[(end + 1)..].Trim(' ', '\t');
            }
            if (line.Length > 0 && line[0] is not ('#' or ';'))
                AddValue(values, section, line, called, number);
        }
        return values;
    }

    private static void AddValue(List<KeyValuePair<string, string>> values, string section, string line, string called, int number)
    {
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        var key = (equals < 0 ? line : line[..equals]).Trim(' ', '\t');
        if (section.Length == 0 || key.Length == 0 || !char.IsAsciiLetter(key[0]) || !key.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw Bad(called, number);
        values.Add(new($"{section}.{key.ToLowerInvariant()}", equals < 0 ? "true" : Value(line[(equals + 1)..])));
    }

    /// <summary>True if a line ends with a backslash that stands for itself: not one of a pair, and in no comment.</summary>
    private static bool GoesOn(string line, ref bool quoted)
    {
        for (var i = 0; i < line.Length && (quoted || line[i] is not ('#' or ';')); i++)
        {
            if (line[i] == '\\')
            {
                if (++i == line.Length)
                    return true;
            }
            else if (line[i] == '"')
                quoted = !quoted;
        }
        return quoted = false;
    }

    // Blanks at the end count where they stand in quotes.
    private static string Value(string text)
    {
        var value = new StringBuilder();
        var (quoted, kept) = (false, 0);
        text = text.Trim(' ', '\t');
        for (var i = 0; i < text.Length && (quoted || text[i] is not ('#' or ';')); i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            else
                value.Append(text[i] == '\\' && i + 1 < text.Length ? Unescape(text[++i]) : text[i]);
            if (quoted || text[i] is not (' ' or '\t'))
                kept = value.Length;
        }
        return value.ToString(0, kept);
    }

    private static char Unescape(char c) => c switch { 'n' => '\n', 't' => '\t', 'b' => '\b', _ => c };

    private static int SectionEnd(string line)
    {
        var quoted = false;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\' && quoted)
                i++;
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ']' && !quoted)
                return i;
        }
        return -1;
    }

    private static string Section(string text)
    {
        var quote = text.IndexOf('"', StringComparison.Ordinal);
        return quote < 0 ? text.Trim().ToLowerInvariant()
            : $"{text[..quote].Trim().ToLowerInvariant()}.{text[(quote + 1)..].TrimEnd().TrimEnd('"').Replace("\\", "", StringComparison.Ordinal)}";
    }

    private static PolicyException Bad(string called, int line) => new($"Line {line} of {called} is malformed.");
}

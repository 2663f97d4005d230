using System.Globalization;
using System.Text;

namespace GitProto.Client;

/// <summary>Makes a line of a peer fit for a terminal: nothing in it moves the cursor, sets a title, reorders text or hides anything.</summary>
public static class TerminalText
{
    private const string Reset = "\u001b[0m";
    private const int MaxOneLine = 600;

    /// <summary>Cleans one line.</summary>
    /// <param name="line">The bytes, without the end of the line. TAB stays; other control bytes become <c>^X</c>, broken bytes <c>\xNN</c>, invisible
    /// and reordering characters <c>\u{N}</c>.</param>
    /// <param name="allowColor">True to let colours (SGR sequences) through; a line that sets one is reset at its end.</param>
    public static string Clean(ReadOnlySpan<byte> line, bool allowColor = false)
    {
        var text = new StringBuilder(line.Length);
        var colored = false;
        while (!line.IsEmpty)
        {
            if (allowColor && ColorSequence.Length(line) is > 0 and var length)
            {
                text.Append(Encoding.ASCII.GetString(line[..length]));
                line = line[length..];
                colored = true;
                continue;
            }
            var status = Rune.DecodeFromUtf8(line, out var rune, out var used);
            if (status == System.Buffers.OperationStatus.Done)
                Append(text, rune);
            else
                AppendBroken(text, line[..used]);
            line = line[used..];
        }
        return colored ? text.Append(Reset).ToString() : text.ToString();
    }

    /// <summary>The last lines of a text as one, fit for a message.</summary>
    internal static string OneLine(ReadOnlySpan<byte> text)
    {
        text = text.Length > MaxOneLine ? text[^MaxOneLine..] : text;
        var lines = new List<string>();
        foreach (var line in text.Split((byte)'\n'))
            lines.Add(Clean(text[line].Trim(" \t\r"u8)).Replace('\t', ' '));
        return string.Join("; ", lines.Where(line => line.Length > 0));
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        if (rune.Value == '\t' || IsPlain(rune))
            text.Append(rune.ToString());
        else if (rune.Value < 0x80)
            text.Append('^').Append((char)(rune.Value ^ 0x40));
        else
            text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
    }

    private static void AppendBroken(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}

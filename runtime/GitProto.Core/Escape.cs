using System.Globalization;
using System.Text;

namespace GitProto;

/// <summary>Makes bytes and text of a peer fit for a message, a log or a terminal.</summary>
public static class Escape
{
    /// <summary>The longest text that <see cref="ForDisplay(ReadOnlySpan{byte})"/> gives, in characters.</summary>
    public const int MaxLength = 1024;

    /// <summary>Shows bytes as text: valid UTF-8 stays, control, bidirectional and broken bytes become <c>\xNN</c> or <c>\u{N}</c>.</summary>
    public static string ForDisplay(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(Math.Min(bytes.Length, MaxLength));
        while (!bytes.IsEmpty)
        {
            if (text.Length >= MaxLength)
                return text.Append("...").ToString();
            var status = Rune.DecodeFromUtf8(bytes, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done)
            {
                for (var i = 0; i < used; i++)
                    text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[i]:x2}");
            }
            else if (IsPlain(rune))
                text.Append(rune.ToString());
            else if (rune.Value < 0x80)
                text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
            else
                text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            bytes = bytes[used..];
        }
        return text.ToString();
    }

    /// <summary>Shows text, as <see cref="ForDisplay(ReadOnlySpan{byte})"/> shows its UTF-8 bytes.</summary>
    public static string ForDisplay(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ForDisplay(Encoding.UTF8.GetBytes(text.Length > 4 * MaxLength ? text[..(4 * MaxLength)] : text));
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}

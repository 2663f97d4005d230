using System.Text;

namespace GitProto.Storage;

/// <summary>Writes Git's configuration format, so that git and this library read the same bytes back.</summary>
/// <remarks>Source: git-config "Syntax"; that a carriage return needs quotes: CVE-2025-48384.</remarks>
public static class ConfigText
{
    /// <summary>A section with its values.</summary>
    /// <param name="section">Its name: letters, digits and dashes.</param>
    /// <param name="subsection">The name of the subsection, any bytes but LF and NUL; null for none.</param>
    /// <param name="values">Keys, which begin with a letter and have letters, digits and dashes, and their values, any bytes but NUL.</param>
    /// <exception cref="ArgumentException">A name, or a value, cannot be written.</exception>
    public static byte[] Section(string section, ByteString? subsection, params IEnumerable<(string Key, ByteString Value)> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(section);
        ArgumentNullException.ThrowIfNull(values);
        if (!section.All(IsKeyLetter))
            throw Bad(section, "the name of a section");
        var text = new List<byte>([(byte)'[', .. Encoding.ASCII.GetBytes(section)]);
        if (subsection is { } name)
            AddSubsection(text, name);
        text.AddRange("]\n"u8);
        foreach (var (key, value) in values)
            AddValue(text, key, value);
        return [.. text];
    }

    private static void AddSubsection(List<byte> text, ByteString name)
    {
        if (name.Span.ContainsAny((byte)'\n', (byte)0))
            throw Bad(name, "the name of a subsection, which has neither line feed nor NUL");
        text.AddRange(" \""u8);
        foreach (var value in name.Span)
        {
            if (value is (byte)'"' or (byte)'\\')
                text.Add((byte)'\\');
            text.Add(value);
        }
        text.Add((byte)'"');
    }

    private static void AddValue(List<byte> text, string key, ByteString value)
    {
        if (key.Length == 0 || !char.IsAsciiLetter(key[0]) || !key.All(IsKeyLetter))
            throw Bad(key, "a key");
        if (value.Span.Contains((byte)0))
            throw Bad(value, "a value, which has no NUL");
        var quote = value.Span.StartsWith(" "u8) || value.Span.EndsWith(" "u8) || value.Span.ContainsAny("#;\r\v\f"u8);
        text.AddRange([(byte)'\t', .. Encoding.ASCII.GetBytes(key), .. " = "u8, .. quote ? "\""u8 : ""u8]);
        foreach (var one in value.Span)
        {
            if (one is (byte)'"' or (byte)'\\' or (byte)'\n' or (byte)'\t')
                text.AddRange([(byte)'\\', one switch { (byte)'\n' => (byte)'n', (byte)'\t' => (byte)'t', _ => one }]);
            else
                text.Add(one);
        }
        text.AddRange(quote ? "\"\n"u8 : "\n"u8);
    }

    private static bool IsKeyLetter(char c) => c == '-' || char.IsAsciiLetterOrDigit(c);

    private static ArgumentException Bad(ByteString text, string expected) => new($"'{text.ToDisplayString()}' is not {expected}.");
}

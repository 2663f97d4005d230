using System.Collections.Generic;
using YamlDotNet.Core;

namespace GitProto.Spec.Yaml;

/// <summary>Walks the text of a scalar beside its value.</summary>
internal static class ScalarMapper
{
    public static ScalarMap Map(SourceSpan span, string value, ScalarStyle style, IReadOnlyList<string> lines)
    {
        var places = style switch
        {
            ScalarStyle.Literal or ScalarStyle.Folded => Block(span, value, lines),
            _ => Flow(span, value, style, lines),
        };
        return new ScalarMap(span, places);
    }

    private static List<(int Line, int Column)> Block(SourceSpan span, string value, IReadOnlyList<string> lines)
    {
        var places = new List<(int, int)>(value.Length + 1);
        var line = span.Line + 1;
        while (line <= lines.Count && lines[line - 1].Trim().Length == 0)
            line++;
        var indent = line <= lines.Count ? lines[line - 1].Length - lines[line - 1].TrimStart(' ').Length : 0;
        line = span.Line + 1;
        var column = indent + 1;
        foreach (var character in value)
        {
            places.Add((line, column++));
            if (character != '\n')
                continue;
            line++;
            column = indent + 1;
        }
        places.Add((line, column));
        return places;
    }

    private static List<(int Line, int Column)> Flow(SourceSpan span, string value, ScalarStyle style, IReadOnlyList<string> lines)
    {
        var quoted = style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted;
        var places = new List<(int, int)>(value.Length + 1);
        var line = span.Line;
        var column = quoted ? span.Column + 1 : span.Column;
        for (var i = 0; i < value.Length; i++)
        {
            var text = line <= lines.Count ? lines[line - 1] : "";
            if (column - 1 >= text.TrimEnd().Length && line < span.EndLine)
            {
                // A line break inside the scalar was folded into this blank.
                places.Add((line, column));
                line++;
                while (line < span.EndLine && lines[line - 1].Trim().Length == 0)
                    line++;
                column = lines[line - 1].Length - lines[line - 1].TrimStart().Length + 1;
                continue;
            }
            places.Add((line, column));
            column += Width(text, column - 1, style);
        }
        places.Add((line, column));
        return places;
    }

    private static int Width(string text, int at, ScalarStyle style)
    {
        if (at + 1 >= text.Length)
            return 1;
        if (style == ScalarStyle.SingleQuoted)
            return text[at] == '\'' ? 2 : 1;
        if (style != ScalarStyle.DoubleQuoted || text[at] != '\\')
            return 1;
        return text[at + 1] switch { 'x' => 4, 'u' => 6, 'U' => 10, _ => 2 };
    }
}

using System.Collections.Generic;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>name: text -- doc</c>.</summary>
internal static class LineReader
{
    public static IReadOnlyList<LineSpec> Read(YamlMap? map, SpecDefinition owner, DiagnosticBag bag)
    {
        var lines = new List<LineSpec>();
        foreach (var entry in map?.Entries ?? [])
        {
            if (!Names.IsName(entry.Key.Value))
                bag.Add("GP1009", $"'{entry.Key.Value}' cannot be the name of a line: lower case letters, digits, '-' and '_'", entry.Key.Span);
            else if (Shapes.Text(entry.Value, entry.Key.Value, bag) is { } text)
                lines.Add(Line(entry.Key.Value, entry.Key.Span, text, owner, bag));
        }
        return lines;
    }

    public static LineSpec Line(string name, SourceSpan span, YamlScalar text, SpecDefinition owner, DiagnosticBag bag)
    {
        var parts = LineText.Of(text);
        return new LineSpec(name, parts.Doc, PatternParser.Parse(text, 0, parts.Length, bag), owner, span);
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GitProto.Spec;

/// <summary>A YAML text with its comments and layout taken off: equal results mean equal definitions.</summary>
public static class CanonicalYaml
{
    /// <summary>Writes the one form of a text, in flow style; a text that is no YAML stays as it is.</summary>
    /// <param name="text">The text of a spec file.</param>
    /// <returns>YAML with the same content.</returns>
    public static string Of(string text)
    {
        try
        {
            var canonical = new StringBuilder(text.Length);
            var counts = new Stack<(bool IsMap, int Count)>();
            var parser = new Parser(new StringReader(text));
            while (parser.MoveNext())
                Write(canonical, counts, parser.Current!);
            return canonical.Append('\n').ToString();
        }
        catch (YamlException)
        {
            return text;
        }
    }

    private static void Write(StringBuilder canonical, Stack<(bool IsMap, int Count)> counts, ParsingEvent current)
    {
        switch (current)
        {
            case MappingStart:
                Separate(canonical, counts);
                canonical.Append('{');
                counts.Push((true, 0));
                break;
            case SequenceStart:
                Separate(canonical, counts);
                canonical.Append('[');
                counts.Push((false, 0));
                break;
            case MappingEnd:
                counts.Pop();
                canonical.Append('}');
                break;
            case SequenceEnd:
                counts.Pop();
                canonical.Append(']');
                break;
            case Scalar scalar:
                Separate(canonical, counts);
                Quote(canonical, scalar.Value);
                break;
        }
    }

    private static void Separate(StringBuilder canonical, Stack<(bool IsMap, int Count)> counts)
    {
        if (counts.Count == 0)
            return;
        var (isMap, count) = counts.Pop();
        canonical.Append(count == 0 ? "" : isMap && count % 2 == 1 ? ": " : ", ");
        counts.Push((isMap, count + 1));
    }

    private static void Quote(StringBuilder canonical, string value)
    {
        canonical.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                canonical.Append('\\').Append(c);
            else if (c < ' ' || c > '~')
                canonical.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                canonical.Append(c);
        }
        canonical.Append('"');
    }
}

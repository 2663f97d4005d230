using System;
using System.Collections.Generic;
using YamlDotNet.Core;

namespace GitProto.Spec.Yaml;

/// <summary>Says what YAML did not like, and the likely reason: text of the protocol that YAML reads as its own.</summary>
internal static class SyntaxHint
{
    public static string Sentence(YamlException problem, IReadOnlyList<string> lines)
    {
        var at = (int)problem.Start.Line;
        var line = at >= 1 && at <= lines.Count ? lines[at - 1] : "";
        var next = at >= 0 && at < lines.Count ? lines[at] : "";
        var hint = (line + next).IndexOf('\t') >= 0 ? "; indentation is made of blanks, not of tabs" : Hint(line, at >= 2 && at <= lines.Count ? lines[at - 2] : "");
        return $"this is not YAML ({Inner(problem)}){hint}";
    }

    private static string Inner(YamlException problem)
    {
        var text = problem.Message;
        var close = text.IndexOf("): ", StringComparison.Ordinal);
        text = text.StartsWith("(", StringComparison.Ordinal) && close > 0 ? text.Substring(close + 3) : text;
        return text.TrimEnd('.');
    }

    private static string Hint(string line, string before)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        var value = colon < 0 ? line.Trim() : line.Substring(colon + 2).Trim();
        if (value.StartsWith("\"", StringComparison.Ordinal) || value.StartsWith("'", StringComparison.Ordinal))
            return "; in double quotes a backslash is written twice";
        if (value.StartsWith("[", StringComparison.Ordinal) || value.StartsWith("{", StringComparison.Ordinal))
            return "; a text that begins with a bracket must stand in quotes";
        if (value.IndexOf(": ", StringComparison.Ordinal) >= 0)
            return "; a text that holds ': ' must stand in quotes";
        if (value.IndexOf(" #", StringComparison.Ordinal) >= 0)
            return "; a text that holds ' #' must stand in quotes";
        if (colon > 0 && Indentation(line) > Indentation(before) && before.Trim().Length > 0 && !before.TrimEnd().EndsWith(":", StringComparison.Ordinal))
            return "; the line is indented deeper than the one before it, whose text it would go on";
        return "";
    }

    private static int Indentation(string line) => line.Length - line.TrimStart(' ').Length;
}

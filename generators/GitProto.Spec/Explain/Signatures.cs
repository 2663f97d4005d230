using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace GitProto.Spec.Explain;

/// <summary>Finds the public declarations in emitted code. The emitter writes one declaration a line, so its own text is enough to go by.</summary>
internal static class Signatures
{
    private const string Public = "public ";

    private static readonly Regex TypeName = new(@"^(?<access>public|internal|private|protected)[a-z ]* (class|struct|record|record struct|enum|interface) (?<name>\w+)", RegexOptions.CultureInvariant);

    private static readonly Regex EnumMember = new(@"^\w+( = \w+)?,$", RegexOptions.CultureInvariant);

    public static IReadOnlyList<Signature> Of(string code)
    {
        var all = new List<Signature>();
        var around = new Stack<(int Indent, string Name, bool IsPublic, bool IsEnum)>();
        var summary = "";
        foreach (var line in code.Split('\n'))
        {
            var text = line.Trim();
            var indent = line.Length - line.TrimStart(' ').Length;
            if (text.StartsWith("/// <summary>", StringComparison.Ordinal))
                summary = text.Substring(13).Replace("</summary>", "");
            if (text.Length == 0 || text[0] is '/' or '[' or '{' or '}' or '#')
                continue;
            while (around.Count > 0 && around.Peek().Indent >= indent)
                around.Pop();
            var type = TypeName.Match(text);
            var isEnumMember = around.Count > 0 && around.Peek().IsEnum && EnumMember.IsMatch(text);
            var isPublic = isEnumMember || (text.StartsWith(Public, StringComparison.Ordinal) && !text.StartsWith("public override", StringComparison.Ordinal));
            var path = string.Join(".", around.Reverse().Select(one => one.Name).Concat(type.Success ? [type.Groups["name"].Value] : Array.Empty<string>()));
            if (isPublic && around.All(one => one.IsPublic))
                all.Add(new Signature(path, type.Success, isEnumMember ? text.TrimEnd(',') : Declaration(text.Substring(Public.Length)), summary));
            if (type.Success)
                around.Push((indent, type.Groups["name"].Value, type.Groups["access"].Value == "public", text.Contains(" enum ")));
            summary = "";
        }
        return all;
    }

    /// <summary>Cuts off a body or an initial value; those of parameters stay.</summary>
    private static string Declaration(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && (string.CompareOrdinal(text, i, " => ", 0, 4) == 0 || string.CompareOrdinal(text, i, " = ", 0, 3) == 0))
                return Plain(text.Substring(0, i));
        }
        return Plain(text.TrimEnd(';'));
    }

    private static string Plain(string text) => text.Replace("async ", "").Replace("private init; ", "").Replace("private set; ", "");
}

using System;
using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Load;

namespace GitProto.Spec.Check;

/// <summary>GP2004: one name for two things of a message, or a line, part or list called like its message, which C# forbids.</summary>
internal sealed class NameClashCheck : ICheck
{
    private static readonly string[] Words = ["pack", "bytes", "eof", "capabilities"];

    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var message in model.Messages)
            Check(message, bag);
    }

    private static void Check(MessageSpec message, DiagnosticBag bag)
    {
        var names = message.Lines.Select(line => (line.Name, line.Span)).Concat(message.Parts.Select(part => (part.Name, part.Span)));
        var seen = new Dictionary<string, SourceSpan>();
        foreach (var (name, span) in names)
        {
            if (seen.TryGetValue(name, out var first))
                bag.Add("GP2004", $"'{name}' is the name of a line and of a part", span, first);
            else
                seen.Add(name, span);
            if (Words.Contains(name) || DefaultFraming.Packet(name) is not null)
                bag.Add("GP2004", $"'{name}' is a word of the language; call it something else", span);
            if (name == message.Id || Plural(name) == message.Id)
                bag.Add("GP2004", $"'{name}' would become a property of the same name as its message, which C# forbids; rename one of them", span, message.Span);
        }
    }

    private static string Plural(string name)
    {
        if (name.EndsWith("s", StringComparison.Ordinal) || name.EndsWith("ed", StringComparison.Ordinal))
            return name;
        return name.EndsWith("y", StringComparison.Ordinal) ? name.Substring(0, name.Length - 1) + "ies" : name + "s";
    }
}

using System.Collections.Generic;
using GitProto.Spec.Text;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>word-id: server MUST NOT ...</c>: who and how strictly stand in the first words.</summary>
internal static class RuleReader
{
    public static IReadOnlyList<RuleSpec> Read(Draft draft, DiagnosticBag bag)
    {
        var rules = new List<RuleSpec>();
        foreach (var entry in draft.Entries("rules")?.Entries ?? [])
        {
            if (!Names.IsName(entry.Key.Value))
                bag.Add("GP1009", $"'{entry.Key.Value}' cannot be the id of a rule: lower case letters, digits, '-' and '_'", entry.Key.Span);
            if (Shapes.Text(entry.Value, entry.Key.Value, bag) is not { } text)
                continue;
            var phrase = new Phrase(text);
            var (subject, subjectSpan) = phrase.Next();
            if (subject is not ("client" or "server" or "hook" or "either"))
                bag.Add("GP1009", $"a rule begins with who it binds: client, server, hook or either, not '{subject}'", subjectSpan);
            var (verb, verbSpan) = phrase.Next();
            var negated = phrase.Take("NOT");
            if (Level(verb, negated) is not { } level)
            {
                bag.Add("GP1009", $"the second word of a rule says how strictly it binds: MUST, MUST NOT, SHOULD, SHOULD NOT or MAY, not '{verb}'", verbSpan);
                continue;
            }
            if (phrase.AtEnd)
                bag.Add("GP1009", "the rule says who and how strictly, but not what", text.Span);
            rules.Add(new RuleSpec(entry.Key.Value, text.Value, subject, level, text.Span));
        }
        return rules;
    }

    private static RuleLevel? Level(string verb, bool negated) => (verb, negated) switch
    {
        ("MUST", false) => RuleLevel.Must,
        ("MUST", true) => RuleLevel.MustNot,
        ("SHOULD", false) => RuleLevel.Should,
        ("SHOULD", true) => RuleLevel.ShouldNot,
        ("MAY", false) => RuleLevel.May,
        _ => null,
    };
}

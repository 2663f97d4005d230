using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Explain;

/// <summary>The examples of a definition; for something inside it, those that show it; for a capability, those of the messages and flows that need it.</summary>
internal static class ExampleSection
{
    private const int Most = 3;

    public static void Write(Page page, Element element, SpecModel model, bool isSound)
    {
        if (element.Thing is RuleSpec)
            return;
        if (!isSound)
        {
            page.Title("Examples");
            page.Sentences("They are not shown while the spec has problems; 'spec check' tells them.");
            return;
        }
        var all = Candidates(element, model).ToArray();
        var chosen = element.Thing is SpecDefinition and not CapabilitySpec ? all : [.. all.Where(one => Shows(one, element.Thing))];
        if (chosen.Length == 0)
            return;
        page.Title("Examples");
        if (chosen.Any(one => one.Example.Packets.Any(packet => packet.Text.Contains("@"))))
            page.Sentences("@a1 stands for an object id of 40 digits; the lengths at the front of packets count them all.");
        var shown = element.Thing is SpecDefinition and not CapabilitySpec ? chosen : [.. chosen.Take(Most)];
        foreach (var example in shown)
        {
            page.Blank();
            example.Write(page, element.Thing as StateSpec);
        }
        if (shown.Length < chosen.Length)
            page.Line($"({chosen.Length - shown.Length} more.)");
    }

    private static IEnumerable<AnnotatedExample> Candidates(Element element, SpecModel model)
    {
        IEnumerable<SpecDefinition> owners = element.Owner is CapabilitySpec ? model.Messages : [element.Owner];
        return owners.SelectMany(owner => owner.Examples.Select(example => new AnnotatedExample(model, owner, example)));
    }

    /// <summary>An example of one text names its line in its value.</summary>
    private static bool Shows(AnnotatedExample example, object thing) =>
        example.Shows(thing) || (thing is LineSpec line && example.Example is { Text: not null, Value.Entries: { } entries } && entries.Any(entry => entry.Key == line.Name));
}

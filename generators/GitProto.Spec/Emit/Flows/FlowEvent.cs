using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The names of a flow's events: one for each message under each condition.</summary>
internal static class FlowEvent
{
    public static string Name(ArrowSpec arrow)
    {
        var name = Base(arrow);
        // Both sides may end, say, in one state, and lead on to different ones.
        return arrow.From.Arrows.Any(other => other.Role != arrow.Role && Base(other) == name) ? arrow.Role + name : name;
    }

    private static string Base(ArrowSpec arrow)
    {
        var name = arrow.Event switch
        {
            EventKind.Message => Names.Message(arrow.Message!),
            EventKind.Special => Naming.Pascal(arrow.Packet!.Name),
            _ => "Eof",
        };
        if (arrow.With is { } with)
            name += "With" + Last(with);
        if (arrow.Without is { } without)
            name += "Without" + Last(without);
        if (arrow.Conditions.Count > 0)
            name += (arrow.IsUnless ? "Unless" : "If") + string.Join("And", arrow.Conditions.Select(fact => Naming.Pascal(fact.Text)));
        return name;
    }

    /// <summary>The event as a phrase.</summary>
    public static string Phrase(ArrowSpec arrow) => arrow.Text.Contains("->") ? arrow.Text.Substring(0, arrow.Text.IndexOf("->", System.StringComparison.Ordinal)).Trim() : arrow.Text;

    private static string Last(ElementRef element)
    {
        var text = element.Text;
        return Naming.Pascal(text.Substring(text.LastIndexOf('.') + 1));
    }
}

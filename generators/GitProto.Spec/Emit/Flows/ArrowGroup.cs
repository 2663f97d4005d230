using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The arrows of one state and sender that wait for the same thing.</summary>
internal sealed class ArrowGroup
{
    private ArrowGroup(IReadOnlyList<ArrowSpec> arrows, IReadOnlyList<ArrowSpec> above) => (Arrows, Above) = (arrows, above);

    public IReadOnlyList<ArrowSpec> Arrows { get; }

    /// <summary>For an <c>else</c>: the arrows whose capabilities must not be agreed.</summary>
    public IReadOnlyList<ArrowSpec> Above { get; }

    public ArrowSpec First => Arrows[0];

    public MessageSpec? Message => First.Message;

    /// <summary>True if nothing but the message tells where it leads.</summary>
    public bool IsCertain => First is { With: null, Without: null, Conditions.Count: 0 };

    public IEnumerable<StateSpec> Targets => Arrows.Select(arrow => arrow.To).Distinct();

    /// <summary>Groups what a role may send in a state, in the order in which it is tried.</summary>
    public static IReadOnlyList<ArrowGroup> Of(StateSpec state, Role role)
    {
        var arrows = state.ArrowsOf(role).ToList();
        var groups = new List<ArrowGroup>();
        foreach (var group in arrows.GroupBy(arrow => (arrow.Event, arrow.Message, arrow.Packet)))
        {
            var above = new List<ArrowSpec>();
            for (var i = arrows.IndexOf(group.First()); i > 0 && arrows[i].IsElse; i--)
                above.Add(arrows[i - 1]);
            groups.Add(new ArrowGroup([.. group], above));
        }
        return groups;
    }

    /// <summary>The C# condition under which the group is legal at all.</summary>
    public string Gate(string context)
    {
        var conditions = new List<string>();
        if (Message is { Gates.Count: > 0 } gated)
            conditions.Add($"{context}.IsOpen({Names.Element(gated)})");
        foreach (var arrow in Above)
        {
            if (arrow.Message is { Gates.Count: > 0 } other)
                conditions.Add($"!{context}.IsOpen({Names.Element(other)})");
        }
        return string.Join(" && ", conditions);
    }
}

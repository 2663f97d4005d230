using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Check;

/// <summary>GP3005: a line with room for capabilities that can never be the first of its message to have it.</summary>
internal sealed class CapabilityLineCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        foreach (var message in model.Messages.Where(message => message.HasCapabilities))
        {
            var reached = new HashSet<LineSpec>();
            Sequence(message.Body, reached);
            foreach (var line in message.Lines.Where(line => line.CapabilitiesField is not null && !reached.Contains(line)))
                bag.Add("GP3005", $"'{line.Name}' always follows a line that has taken the capabilities; leave them out here", line.CapabilitiesField!.Span);
        }
    }

    /// <summary>Collects the lines that may be first to carry capabilities; says whether one must have come.</summary>
    private static bool Sequence(IEnumerable<Item> items, HashSet<LineSpec> reached) => items.Any(item => Item(item, reached) && item.Minimum > 0);

    private static bool Item(Item item, HashSet<LineSpec> reached)
    {
        if (!item.InAnyOrder || item.Target.Part?.Resolved is not { } part)
            return All(item.Alternatives, reached);
        var any = false;
        foreach (var inner in part.Items)
            any |= Item(inner, reached) && inner.Minimum > 0;
        return any;
    }

    private static bool All(IEnumerable<ItemTarget> targets, HashSet<LineSpec> reached)
    {
        var all = true;
        foreach (var target in targets)
            all &= Target(target, reached);
        return all;
    }

    private static bool Target(ItemTarget target, HashSet<LineSpec> reached)
    {
        if (target.Line is { CapabilitiesField: not null } line)
        {
            reached.Add(line);
            return true;
        }
        return target.Part?.Resolved is { } part && (part.Kind == PartKind.Choice ? All(part.Alternatives, reached) : Sequence(part.Items, reached));
    }
}

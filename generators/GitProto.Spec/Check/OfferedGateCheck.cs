using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;

namespace GitProto.Spec.Check;

/// <summary>GP2005: something that only a capability allows, in a message of flows that never offer it.</summary>
internal sealed class OfferedGateCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var places = new Places(model);
        foreach (var capability in model.Capabilities)
        {
            foreach (var element in capability.Allows)
            {
                var flows = model.Flows.Where(flow => flow.Service is not null && Carried(flow).Contains(element.Message)).ToArray();
                if (flows.Length > 0 && !flows.Any(flow => places.IsOffered(capability, flow)))
                    bag.Add("GP2005", $"'{element.Text}' would never be legal: '{capability.Id}' is not offered in {string.Join(", ", flows.Select(flow => flow.Id))}", element.Span, element.Message.Span);
            }
        }
    }

    private static HashSet<MessageSpec> Carried(FlowSpec flow)
    {
        var all = new HashSet<MessageSpec>();
        var open = new Stack<MessageSpec>(flow.Messages);
        while (open.Count > 0)
        {
            var message = open.Pop();
            if (!all.Add(message))
                continue;
            foreach (var inner in Walk.Targets(message).Where(target => target.Message is not null))
                open.Push(inner.Message!);
        }
        return all;
    }
}

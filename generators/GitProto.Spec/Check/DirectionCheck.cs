using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Grammar;
using GitProto.Spec.Load;

namespace GitProto.Spec.Check;

/// <summary>GP4003: a message sent by the wrong side, or by nobody.</summary>
internal sealed class DirectionCheck : ICheck
{
    public void Run(SpecModel model, DiagnosticBag bag)
    {
        var used = new HashSet<MessageSpec>(model.Messages.SelectMany(Walk.Targets).Where(target => target.Message is not null).Select(target => target.Message!));
        foreach (var arrow in model.Flows.SelectMany(flow => flow.States).SelectMany(state => state.Arrows))
        {
            if (arrow.Message is not { } message)
                continue;
            used.Add(message);
            if (message.From != Role.Either && message.From != arrow.Role)
                bag.Add("GP4003", $"'{message.Id}' comes from the {Roles.Name(message.From)}, but here the {Roles.Name(arrow.Role)} sends it", arrow.Span, message.Span);
        }
        if (model.Flows.Count == 0 || !model.IsWhole)
            return;

        // The message called 'error' may stand in place of any other.
        foreach (var message in model.Messages.Where(message => message.Id != "error" && !used.Contains(message)))
            bag.Add("GP4003", $"no flow sends '{message.Id}', and no message carries it", message.Span);
    }
}

using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Grammar;

/// <summary>GP2002: parts and messages that contain themselves. The link that closes a circle is taken out, so that everybody else may recurse.</summary>
internal sealed class Circles(DiagnosticBag bag)
{
    private readonly HashSet<object> _open = [];
    private readonly HashSet<object> _done = [];

    public void Break(IEnumerable<MessageSpec> messages)
    {
        foreach (var message in messages)
        {
            Message(message);
            foreach (var part in message.Parts)
                Part(part.Resolved);
        }
    }

    private void Message(MessageSpec message)
    {
        if (_done.Contains(message) || !_open.Add(message))
            return;
        message.Body = Items(message.Body);
        Close(message);
    }

    private void Part(PartSpec part)
    {
        if (_done.Contains(part) || !_open.Add(part))
            return;
        part.Items = Items(part.Items);
        part.Alternatives = Targets(part.Alternatives);
        Close(part);
    }

    private IReadOnlyList<Item> Items(IReadOnlyList<Item> items)
    {
        foreach (var item in items)
            item.Alternatives = Targets(item.Alternatives);
        return [.. items.Where(item => item.Alternatives.Count > 0)];
    }

    private IReadOnlyList<ItemTarget> Targets(IReadOnlyList<ItemTarget> targets) => [.. targets.Where(IsSound)];

    private bool IsSound(ItemTarget target)
    {
        object? inner = target.Part?.Resolved ?? (object?)target.Message;
        if (inner is not null && _open.Contains(inner))
        {
            bag.Add("GP2002", $"'{target.Name}' contains itself", target.Span);
            return false;
        }
        if (inner is PartSpec part)
            Part(part);
        else if (inner is MessageSpec message)
            Message(message);
        return true;
    }

    private void Close(object element)
    {
        _open.Remove(element);
        _done.Add(element);
    }
}

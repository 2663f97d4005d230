using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads a capability, and lets what it allows know.</summary>
internal sealed class CapabilityReader(Draft draft, Registry registry)
{
    private readonly CapabilitySpec _capability = (CapabilitySpec)draft.Definition;
    private readonly DiagnosticBag _bag = registry.Bag;

    public void Declare(FieldReader fields) => _capability.Fields = fields.Read();

    public void Resolve(FactReader facts)
    {
        var patterns = new PatternResolver(registry, _capability.Fields);
        patterns.ResolveAll([]);
        _capability.Offered = new PlaceReader(registry, patterns).Places(draft.Entries("offered"), asked: false);
        _capability.Asked = new PlaceReader(registry, patterns).Places(draft.Entries("asked"), asked: true);
        foreach (var place in _capability.Offered)
        {
            if (place.Capability is { } owner && !owner.Features.Contains(_capability))
                owner.Features = [.. owner.Features, _capability];
        }
        _capability.Needs = Capabilities("needs");
        _capability.Excludes = Capabilities("excludes");
        _capability.Allows = [.. Texts("allows").Select(text => Allowed(text, facts)).Where(one => one is not null).Select(one => one!)];
        foreach (var element in _capability.Allows)
            Gate(element);
        Without();
    }

    private void Without()
    {
        if (draft.Text("without") is not { } text)
            return;
        _capability.Without = text.Value switch { "refuse" => Absence.Refuse, "omit" => Absence.Omit, _ => Absence.Unstated };
        if (_capability.Without == Absence.Unstated)
            _bag.Add("GP1009", $"'without' is refuse or omit, not '{text.Value}'{Nearest.Hint(text.Value, ["refuse", "omit"])}", text.Span);
    }

    /// <summary>A message that should have a gate and did not get it is not what the author wrote.</summary>
    private ElementRef? Allowed(YamlScalar text, FactReader facts)
    {
        var element = facts.Element(text.Value, text.Span);
        if (element is null && registry.Message(text.Value.Split('.')[0]) is { } message)
            _bag.Lost(message.Span);
        return element;
    }

    private void Gate(ElementRef element)
    {
        if (element.Line is { } line)
            line.Gates = [.. line.Gates, _capability];
        else if (element.Part is { } part)
            part.Gates = [.. part.Gates, _capability];
        else if (element.Value is { } value)
            value.Gates = [.. value.Gates, _capability];
        else
            element.Message.Gates = [.. element.Message.Gates, _capability];
    }

    private IReadOnlyList<CapabilitySpec> Capabilities(string key)
    {
        var found = new List<CapabilitySpec>();
        foreach (var text in Texts(key))
        {
            if (registry.Capability(text.Value) is { } other)
                found.Add(other);
            else
                registry.Unknown(text.Value, text.Span, $"there is no capability '{text.Value}'", registry.CapabilityNames);
        }
        return found;
    }

    private IEnumerable<YamlScalar> Texts(string key) =>
        (draft.List(key)?.Items ?? []).Select(node => Shapes.Text(node, "an entry of " + key, _bag)).Where(text => text is not null).Select(text => text!);
}

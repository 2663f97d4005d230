using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Text;
using GitProto.Spec.Yaml;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>place: pattern[, repeated][ if stateless]</c>.</summary>
internal sealed class PlaceReader(Registry registry, PatternResolver patterns)
{
    private const string Stateless = " if stateless";
    private const string RepeatedMark = ", repeated";

    public IReadOnlyList<CapabilityPlace> Places(YamlMap? map, bool asked)
    {
        var places = new List<CapabilityPlace>();
        foreach (var entry in map?.Entries ?? [])
        {
            if (Shapes.Text(entry.Value, entry.Key.Value, registry.Bag) is { } text && Place(entry.Key, text, asked) is { } place)
                places.Add(place);
        }
        return places;
    }

    private CapabilityPlace? Place(YamlScalar key, YamlScalar text, bool asked)
    {
        var name = key.Value;
        var length = text.Value.TrimEnd().Length;
        var stateless = TakeEnd(text.Value, ref length, Stateless);
        var repeated = TakeEnd(text.Value, ref length, RepeatedMark);
        var message = registry.Message(name);
        var capability = registry.Capability(name);
        if (message is not null && (asked || capability is null))
            return InMessage(message, key, text, length) is { } found ? Finish(found) : null;
        var kind = capability is not null ? PlaceKind.Feature : IsVersion(name) ? PlaceKind.Version : PlaceKind.Service;
        if (kind == PlaceKind.Service && !registry.Services.Contains(name))
        {
            registry.Unknown(name, key.Span, $"'{name}' is no place: neither the service of a flow, nor a version such as v2, nor a capability, nor a message",
                registry.Services.Concat(registry.CapabilityNames).Concat(registry.MessageNames).Concat(["v2"]));
        }
        var pattern = PatternParser.Parse(text, 0, length, registry.Bag);
        patterns.Resolve(pattern);
        return Finish(new CapabilityPlace(kind, name, pattern, key.Span) { Capability = capability });

        CapabilityPlace Finish(CapabilityPlace place)
        {
            (place.Repeated, place.IfStateless) = (repeated, stateless);
            return place;
        }
    }

    private CapabilityPlace? InMessage(MessageSpec message, YamlScalar key, YamlScalar text, int length)
    {
        var name = text.Value.Substring(0, length);
        if (message.Line(name) is { } line)
            return new CapabilityPlace(PlaceKind.Message, key.Value, line.Pattern, key.Span) { Message = message, Line = line };
        registry.Unknown(name, text.Span, $"'{message.Id}' has no line '{name}'", message.Lines.Select(one => one.Name));
        return null;
    }

    private static bool TakeEnd(string text, ref int length, string end)
    {
        if (length < end.Length || string.CompareOrdinal(text, length - end.Length, end, 0, end.Length) != 0)
            return false;
        length -= end.Length;
        return true;
    }

    public static bool IsVersion(string name) => name.Length > 1 && name[0] == 'v' && name.Skip(1).All(digit => digit is >= '0' and <= '9');
}

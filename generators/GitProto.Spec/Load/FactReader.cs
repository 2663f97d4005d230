using System.Linq;

namespace GitProto.Spec.Load;

/// <summary>Resolves names of facts and of things inside messages.</summary>
internal sealed class FactReader(Registry registry)
{
    public Fact? Fact(string word, SourceSpan span)
    {
        if (word == "stateless")
            return new Fact(FactKind.Stateless, word, span);
        if (word.IndexOf('.') > 0)
            return Element(word, span) is { } element ? new Fact(FactKind.Element, word, span) { Element = element } : null;
        if (registry.Capability(word) is { } capability)
            return new Fact(FactKind.Capability, word, span) { Capability = capability };
        registry.Unknown(word, span, $"'{word}' is no capability; a fact is a capability, 'message.line', 'message.part' or 'stateless'",
            registry.CapabilityNames.Concat(["stateless"]));
        return null;
    }

    /// <summary>A message, or <c>message.line</c>, <c>message.part</c>, <c>message.field.word</c>, <c>message.word</c>.</summary>
    public ElementRef? Element(string word, SourceSpan span)
    {
        var dot = word.IndexOf('.');
        var id = dot < 0 ? word : word.Substring(0, dot);
        if (registry.Message(id) is not { } message)
        {
            registry.Unknown(id, span, $"there is no message '{id}'", registry.MessageNames);
            return null;
        }
        return dot < 0 ? new ElementRef(message, word, span) : Inside(message, word.Substring(dot + 1), span);
    }

    /// <summary>A line, a part or a word of one message.</summary>
    public ElementRef? Inside(MessageSpec message, string name, SourceSpan span)
    {
        var text = message.Id + "." + name;
        if (message.Line(name) is { } line)
            return new ElementRef(message, text, span) { Line = line };
        if (message.Part(name) is { } part)
            return new ElementRef(message, text, span) { Part = part };
        var dot = name.IndexOf('.');
        var values = message.Fields.SelectMany(field => field.Resolved.Values.Select(value => (Field: field, Value: value))).ToArray();
        foreach (var (field, value) in values)
        {
            if (dot < 0 ? value.Text == name : field.Name == name.Substring(0, dot) && value.Text == name.Substring(dot + 1))
                return new ElementRef(message, text, span) { Value = value };
        }
        var known = message.Lines.Select(one => one.Name).Concat(message.Parts.Select(one => one.Name)).Concat(values.Select(one => one.Value.Text))
            .Concat(values.Select(one => one.Field.Name + "." + one.Value.Text));
        registry.Unknown(name, span, $"'{message.Id}' has no line, part or word '{name}'", known);
        return null;
    }
}

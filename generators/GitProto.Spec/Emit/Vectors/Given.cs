using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The facts that hold in an example, as calls: words offered and asked for, facts about messages before.</summary>
internal static class Given
{
    /// <summary>Where the capability words of a message stand; null where none count.</summary>
    public static string? PlaceOf(MessageSpec message, SpecModel model) => model.Flows
        .Where(flow => flow.Messages.Any(one => one == message || one.Body.Any(item => item.Alternatives.Any(target => target.Message == message))))
        .SelectMany(flow => flow.Protocols.Concat(flow.Service is { } service ? [service] : []))
        .FirstOrDefault(name => CapabilityTableEmitter.Places(model).Any(place => place.Kind is PlaceKind.Version or PlaceKind.Service && place.Name == name));

    public static void Emit(CodeWriter code, ExampleSpec example, string? place, SpecModel model)
    {
        Stateless(code, example);
        var capabilities = example.Given.Where(fact => fact.Capability is not null).Select(fact => fact.Capability!).ToList();
        if (place is not null && capabilities.Count > 0)
        {
            Words(code, "Offered", capabilities.SelectMany(one => one.Offered).Where(one => one.Name == place), Features(capabilities, model));
            Words(code, "Asked", capabilities.SelectMany(one => one.Asked).Where(one => one.Name == place), []);
        }
        foreach (var fact in example.Given.Where(fact => fact.Element is not null))
            code.Indented($"    .Fact({FactTable.Current.Index(fact.Element!)}) // {fact.Text}");
    }

    public static void Stateless(CodeWriter code, ExampleSpec example)
    {
        if (example.Given.Any(fact => fact.Kind == FactKind.Stateless))
            code.Indented("    .Stateless()");
    }

    /// <summary>Features stand in the value of their command.</summary>
    private static IEnumerable<string> Features(IReadOnlyCollection<CapabilitySpec> capabilities, SpecModel model) => model.Capabilities
        .Select(owner => (owner, Features: capabilities.SelectMany(one => one.Offered).Where(place => place.Capability == owner).Select(place => Sample(place.Pattern.Tokens)).ToList()))
        .Where(pair => pair.Features.Count > 0)
        .Select(pair => $"{pair.owner.Id}={string.Join(" ", pair.Features)}");

    private static void Words(CodeWriter code, string method, IEnumerable<CapabilityPlace> places, IEnumerable<string> more)
    {
        var words = places.Select(place => Sample(place.Pattern.Tokens)).Concat(more).Select(Literals.Text).ToList();
        if (words.Count > 0)
            code.Indented($"    .{method}({string.Join(", ", words)})");
    }

    /// <summary>A word that the pattern takes.</summary>
    private static string Sample(IEnumerable<PatternToken> tokens) => string.Concat(tokens.Select(token => token switch
    {
        LiteralToken literal => System.Text.Encoding.UTF8.GetString([.. literal.Bytes]),
        FieldToken { Type: FieldType.Number or FieldType.Time } => "1",
        FieldToken { Spec.Resolved: { Kind: FieldSetKind.Enumeration } set } => set.Values[0].Text,
        FieldToken { Spec.Resolved: { Patterns.Count: > 0 } set } => Sample(set.Patterns[0].Pattern.Tokens),
        FieldToken => "x",
        _ => "",
    }));
}

using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Builders of capability lists: one for each place and direction, with a method for each capability legal there.</summary>
internal static class CapabilityBuilderEmitter
{
    public static string Emit(SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "capabilities/*");
        foreach (var place in CapabilityTableEmitter.Places(model))
        {
            Builder(code.Blank(), model, place, asked: false);
            if (place.Kind != PlaceKind.Feature)
                Builder(code.Blank(), model, place, asked: true);
        }
        return code.ToString();
    }

    private static void Builder(CodeWriter code, SpecModel model, CapabilityPlace place, bool asked)
    {
        var name = Naming.Pascal(place.Name) + (asked ? "Ask" : "Offer");
        code.Summary(asked
            ? $"What a client asks for at {place.Name}. A wish that the server does not offer is left out and reported, or refused, as the spec says."
            : $"What a server offers at {place.Name}.");
        code.Open($"public sealed class {name} : CapabilityBuilder");
        code.Summary(asked ? "Begins with nothing; wishes are held against what the server offered." : "Begins with nothing.");
        code.Line($"public {name}({(asked ? "WireContext context" : "")})").Indented($": base((int)CapabilityPlace.{Naming.Pascal(place.Name)}, {(asked ? "context" : "null")})").Line("{").Line("}");
        foreach (var capability in model.Capabilities)
        {
            foreach (var one in (asked ? capability.Asked : capability.Offered).Where(one => one.Kind != PlaceKind.Message && one.Name == place.Name))
                Method(code.Blank(), model, name, capability, one, asked);
        }
        code.Close();
    }

    private static void Method(CodeWriter code, SpecModel model, string name, CapabilitySpec capability, CapabilityPlace place, bool asked)
    {
        var fields = PatternFields.Of(place.Pattern);
        var features = capability.Features.Count > 0 && fields.Any(field => field.Token.Type == FieldType.Features);
        var method = Naming.Pascal(capability.Id);
        var parameters = fields.Count == 0 ? "bool wanted = true"
            : features ? $"{method}Offer features"
            : string.Join(", ", fields.Select(field => $"{field.Owned} {Naming.Camel(field.Name)}"));
        code.Summary(capability.Doc);
        code.Open($"public {name} {method}({parameters})");
        var conditions = (fields.Count == 0 ? new[] { "wanted" } : [])
            .Concat(asked ? [$"MayAsk((int){Names.CapabilityId(capability)}, {Literals.Text(capability.Id)}, omit: {(capability.Without == Absence.Omit ? "true" : "false")})"] : []).ToList();
        code.Line("var writer = Begin();");
        if (features)
            code.Line("ArgumentNullException.ThrowIfNull(features);");
        if (conditions.Count > 0)
            code.Line($"if ({(conditions.Count == 1 ? $"!{conditions[0]}" : $"!({string.Join(" && ", conditions)})")})").Indented("return this;");
        new PatternWriter(code, place.Pattern, field => features ? "features.Joined" : Naming.Camel(field.Name)).Emit(place.Pattern);
        code.Line("End();").Line("return this;");
        code.Close();
        _ = model;
    }
}

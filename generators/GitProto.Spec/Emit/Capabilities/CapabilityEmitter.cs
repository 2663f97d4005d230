using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>One capability: the witness that it is there, with its value.</summary>
internal static class CapabilityEmitter
{
    public static string Emit(CapabilitySpec capability, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "capabilities/" + capability.Id);
        foreach (var field in capability.Fields)
            FieldSetEmitter.Emit(code, field);
        var name = Names.Capability(capability);
        var groups = capability.Offered.Select(place => (place, Asked: false)).Concat(capability.Asked.Where(place => place.Kind != PlaceKind.Message).Select(place => (place, Asked: true)))
            .GroupBy(one => one.place.Pattern.Text).ToList();
        var fields = groups.SelectMany(group => PatternFields.Of(group.First().place.Pattern)).GroupBy(field => field.Name).Select(group => group.First()).ToList();
        var alone = groups.Count == 1;
        code.Summary(capability.Doc);
        code.Line($"/// <remarks>The witness that <c>{capability.Id}</c> is there. Source: {Xml.Escape(capability.Source)}.{(capability.Since is { } since ? $" Since {since}." : "")}</remarks>");
        code.Open($"public readonly record struct {name}");
        foreach (var field in fields)
        {
            code.Summary($"The field {field.Token.Name}.");
            code.Line($"public {Type(field, alone)} {field.Name} {{ get; init; }}").Blank();
        }
        Words(code, groups, alone);
        code.Close().Blank();
        TryGet(code, capability, groups, name, alone);
        return code.ToString();
    }

    private static string Type(PatternField field, bool alone) => alone || field.Repeated is not null || field.Owned.EndsWith("?", System.StringComparison.Ordinal)
        ? field.Repeated is not null ? field.Owned + "?" : field.Owned : field.Owned + "?";

    private static void Words(CodeWriter code, System.Collections.Generic.List<IGrouping<string, (CapabilityPlace place, bool Asked)>> groups, bool alone)
    {
        _ = alone;
        for (var i = 0; i < groups.Count; i++)
        {
            var pattern = groups[i].First().place.Pattern;
            var fields = PatternFields.Of(pattern);
            var parameters = string.Join(", ", fields.Select(field => $"{field.Owned} {Naming.Camel(field.Name)}"));
            var asked = groups[i].All(one => one.Asked);
            code.Summary($"The word {pattern.Text}.");
            code.Open($"public static ByteString {(asked && groups.Count > 1 ? "FormatAsked" : "Format")}({parameters})");
            code.Line("var writer = new PacketWriter(PipeWriter.Create(Stream.Null), new WireContext(), Role.Client);").Line("writer.BeginLine();");
            new PatternWriter(code, pattern, field => Naming.Camel(field.Name)).Emit(pattern);
            code.Line("return writer.TakeText();");
            code.Close().Blank();
        }
    }

    private static void TryGet(CodeWriter code, CapabilitySpec capability, System.Collections.Generic.List<IGrouping<string, (CapabilityPlace place, bool Asked)>> groups, string name, bool alone)
    {
        var id = Names.CapabilityId(capability);
        var pascal = Naming.Pascal(capability.Id);
        code.Summary($"Finds {capability.Id} among capability words.");
        code.Open($"public static partial class CapabilityExtensions");
        code.Summary($"True if {capability.Id} is there: {capability.Doc}");
        code.Open($"public static bool TryGet{pascal}(this Capabilities capabilities, out {name} capability)");
        code.Open($"foreach (var one in Get{pascal}All(capabilities))");
        code.Line("capability = one;").Line("return true;").Close();
        code.Line("capability = default;").Line("return false;").Close().Blank();
        code.Summary($"Every {capability.Id} among the words; malformed ones are passed over.");
        code.Open($"public static IEnumerable<{name}> Get{pascal}All(this Capabilities capabilities)");
        code.Line("ArgumentNullException.ThrowIfNull(capabilities);");
        code.Open($"foreach (var (_, word) in capabilities.Find((int){id}))");
        code.Line($"if (TryRead{pascal}(word.Span, capabilities.IsAsked, out var capability))").Indented("yield return capability;");
        code.Close().Close().Blank();
        code.Open($"private static bool TryRead{pascal}(ReadOnlySpan<byte> line, bool asked, out {name} capability)");
        code.Line("capability = default;").Line("ReadError error = default;");
        if (groups.Any(group => PatternReader.NeedsContext(group.First().place.Pattern)))
            code.Line("var context = new WireContext { ChecksGates = false };");
        foreach (var group in groups)
        {
            var both = group.Any(one => one.Asked) && group.Any(one => !one.Asked);
            var condition = groups.Count == 1 || both ? null : group.First().Asked ? "asked" : "!asked";
            if (condition is not null)
                code.Open($"if ({condition})");
            new PatternReader(code, group.First().place.Pattern, "0").Emit(group.First().place.Pattern, false);
            var fields = PatternFields.Of(group.First().place.Pattern);
            if (fields.Count > 0)
                code.Line($"capability = new {name} {{ {string.Join(", ", fields.Select(field => $"{field.Name} = {FromLocal(field)}"))} }};");
            code.Line("return true;");
            if (condition is not null)
                code.Close();
        }
        if (groups.Count > 1)
            code.Line("return false;");
        code.Close().Close();
        _ = alone;
    }

    private static string FromLocal(PatternField field) =>
        Owned.From(field, "@", "context").Replace("@.Has" + field.Name, "has" + field.Name).Replace("@." + field.Name, field.Local);
}

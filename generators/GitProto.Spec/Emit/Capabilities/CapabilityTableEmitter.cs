using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The numbers of capabilities and places, and which word is which capability where.</summary>
internal static class CapabilityTableEmitter
{
    /// <summary>The places, in order of first use: services, versions, and capabilities with features.</summary>
    public static IReadOnlyList<CapabilityPlace> Places(SpecModel model) => [.. model.Capabilities
        .SelectMany(one => one.Offered.Concat(one.Asked)).Where(place => place.Kind != PlaceKind.Message)
        .GroupBy(place => place.Name).Select(group => group.First()).OrderBy(place => place.Kind).ThenBy(place => place.Name, System.StringComparer.Ordinal)];

    public static string Emit(SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "capabilities/*");
        code.Summary("The capabilities of the spec.").Open("public enum CapabilityId");
        code.Summary("A word that the spec does not know.").Line("Unknown,").Blank();
        foreach (var capability in model.Capabilities)
            code.Summary(capability.Doc).Line($"{Naming.Pascal(capability.Id)},").Blank();
        code.Close().Blank();
        code.Summary("Where capability words stand: a service, a protocol version, or the features of a command.").Open("public enum CapabilityPlace");
        code.Summary("Nowhere.").Line("None,").Blank();
        foreach (var place in Places(model))
            code.Summary($"{place.Kind} {place.Name}").Line($"{Naming.Pascal(place.Name)},").Blank();
        code.Close().Blank();
        code.Open("internal static class CapabilityWords");
        Identify(code, model);
        CanAsk(code.Blank(), model);
        FeaturesOf(code.Blank(), model);
        code.Close();
        return code.ToString();
    }

    private static void Identify(CodeWriter code, SpecModel model)
    {
        code.Open("public static CapabilityId Identify(CapabilityPlace place, bool asked, ReadOnlySpan<byte> word)");
        code.Line("var end = word.IndexOf((byte)'=');").Line("var key = end < 0 ? word : word[..end];");
        code.Open("switch ((place, asked))");
        foreach (var place in Places(model))
        {
            foreach (var asked in new[] { false, true })
            {
                code.Line($"case (CapabilityPlace.{Naming.Pascal(place.Name)}, {(asked ? "true" : "false")}):");
                foreach (var capability in model.Capabilities)
                {
                    foreach (var one in (asked ? capability.Asked : capability.Offered).Where(one => one.Kind != PlaceKind.Message && one.Name == place.Name))
                    {
                        code.Indented($"if (key.SequenceEqual({Literals.Utf8(Key(one.Pattern))}))");
                        code.Indented($"    return {Names.CapabilityId(capability)};");
                    }
                }
                code.Indented("break;");
            }
        }
        code.Close().Line("return CapabilityId.Unknown;").Close();
    }

    private static byte[] Key(LinePattern pattern) => [.. pattern.LeadingLiteral.TakeWhile(b => b != '=')];

    private static void CanAsk(CodeWriter code, SpecModel model)
    {
        code.Open("public static bool CanAsk(CapabilityPlace place, CapabilityId capability) => (place, capability) switch");
        foreach (var capability in model.Capabilities)
        {
            foreach (var place in capability.Asked.Where(place => place.Kind != PlaceKind.Message))
                code.Line($"(CapabilityPlace.{Naming.Pascal(place.Name)}, {Names.CapabilityId(capability)}) => true,");
        }
        code.Line("_ => false,").Close(";");
    }

    private static void FeaturesOf(CodeWriter code, SpecModel model)
    {
        code.Open("public static CapabilityPlace FeaturesOf(CapabilityId capability) => capability switch");
        foreach (var capability in model.Capabilities.Where(one => one.Features.Count > 0))
            code.Line($"{Names.CapabilityId(capability)} => CapabilityPlace.{Naming.Pascal(capability.Id)},");
        code.Line("_ => CapabilityPlace.None,").Close(";");
    }
}

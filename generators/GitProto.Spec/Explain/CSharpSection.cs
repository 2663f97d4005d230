using System;
using System.Collections.Generic;
using System.Linq;
using GitProto.Spec.Emit;

namespace GitProto.Spec.Explain;

/// <summary>The declarations that the generator makes of an element.</summary>
internal static class CSharpSection
{
    private static readonly EmitOptions Options = new();

    public static void Write(Page page, Element element, SpecModel model)
    {
        FactTable.Use(model);
        var signatures = Signatures.Of(Code(element.Owner, model)).Where(one => Belongs(one, element)).ToArray();
        var constant = Constant(element);
        if (signatures.Length == 0 && constant is null)
            return;
        page.Title($"C# (namespace {Options.Namespace})");
        if (constant is not null)
            page.Line($"const int Elements.{constant}");
        var shown = new HashSet<string>(signatures.Where(one => one.IsType).Select(one => one.Path));
        foreach (var one in signatures)
            page.Line(one.Shown(shown), 2 + (2 * one.Around.Count(shown.Contains)));
    }

    private static string Code(SpecDefinition owner, SpecModel model) => owner switch
    {
        MessageSpec message => MessageEmitter.Emit(message, Options),
        CapabilitySpec capability => CapabilityEmitter.Emit(capability, Options),
        FlowSpec flow => FlowEmitter.Emit(flow, model, Options),
        FramingSpec framing => FramingEmitter.Emit(framing, Options),
        ErrorsSpec => ErrorsEmitter.Emit(model, Options),
        _ => "",
    };

    private static bool Belongs(Signature one, Element element) => element.Thing switch
    {
        MessageSpec message => one.Type(0) != Names.Message(message) + "Lines" || one.Depth == 0,
        LineSpec line when line.Owner is MessageSpec => one.Path.StartsWith(Names.View(line), StringComparison.Ordinal) && IsWhole(one.Path, Names.View(line))
            || one.Type(0) == Names.Line(line) || one.Summary == Xml.Escape($"{line.Pattern.Text} - {line.Doc}"),
        PartSpec part => one.Type(0) == Names.Part(part) || one.Summary == $"The part {part.Address}.",
        FieldSpec field => one.Type(0) == Names.Field(field) || one.Type(0) == Names.Field(field) + "Word",
        EnumValueSpec word => one.Type(0) == Names.Field(word.Field) && (one.Depth == 0 || one.Summary == Xml.Escape(word.Text)),
        FlowSpec => one.Depth < 3 && !(one.Depth == 2 && one.Type(2).Contains("After")) && !one.Type(2).EndsWith("Received", StringComparison.Ordinal),
        StateSpec state => one.Depth > 1 && IsOfState(one.Type(2), Names.State(state)),
        PacketSpec => one.Type(0) == "PacketKind",
        BandSpec => one.Type(0) == "Band",
        LimitSpec => one.Type(0) == "Framing",
        RuleSpec => false,
        _ => true,
    };

    private static bool IsWhole(string path, string type) => path.Length == type.Length || path[type.Length] == '.';

    private static bool IsOfState(string type, string state) =>
        type == state || type == state + "Received" || type.StartsWith(state + "After", StringComparison.Ordinal);

    private static string? Constant(Element element) => element.Thing switch
    {
        MessageSpec message => Names.Message(message),
        LineSpec { Owner: MessageSpec or ErrorsSpec } line when !element.Title.StartsWith("pattern", StringComparison.Ordinal) => Names.Line(line),
        PartSpec { Kind: not PartKind.Loan } part => Names.Part(part),
        _ => null,
    };
}

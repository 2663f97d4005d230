using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The numbers and names of all spec elements, and what allows them.</summary>
internal static class ElementsEmitter
{
    public static string Emit(SpecModel model, EmitOptions options)
    {
        var code = SourceFile.Begin(options, "*");
        var elements = Collect(model);
        code.Summary("The elements of the spec by number: messages, lines and parts, as traces and errors name them.");
        code.Open("public static class Elements");
        for (var i = 0; i < elements.Count; i++)
            code.Summary(elements[i].Address).Line($"public const int {elements[i].Name} = {i + 1};").Blank();
        code.Line("private static readonly string[] Addresses =").Line("[").Indented("\"\",");
        foreach (var element in elements)
            code.Indented($"{Literals.Text(element.Address)},");
        code.Line("];").Blank();
        code.Line("/// <summary>The address of an element: its message, a dot, its own name.</summary>");
        code.Line("public static string Name(int element) => element > 0 && element < Addresses.Length ? Addresses[element] : \"\";").Blank();
        Of(code, model, elements);
        IsOpen(code.Blank(), elements);
        Absence(code.Blank(), elements);
        Rewrite(code.Blank(), model);
        code.Close();
        return code.ToString();
    }

    private sealed record Element(string Name, string Address, IReadOnlyList<CapabilitySpec> Gates);

    private static List<Element> Collect(SpecModel model)
    {
        var elements = new List<Element>();
        foreach (var message in model.Messages)
        {
            elements.Add(new Element(Names.Message(message), message.Id, message.Gates));
            elements.AddRange(message.Lines.Select(line => new Element(Names.Line(line), line.Address, line.Gates)));
            elements.AddRange(message.Parts.Where(part => part.Kind != PartKind.Loan).Select(part => new Element(Names.Part(part), part.Address, part.Gates)));
        }
        elements.AddRange(model.Capabilities.Where(one => elements.All(other => other.Name != Naming.Pascal(one.Id)))
            .Select(one => new Element(Naming.Pascal(one.Id), one.Id, [])));
        if (model.Errors is { } errors)
            elements.AddRange(errors.Lines.Select(line => new Element(Names.Line(line), line.Address, [])));
        // A part may share its name with a line only across kinds; the first keeps the name.
        return [.. elements.GroupBy(one => one.Name).Select(group => group.First())];
    }

    private static void Of(CodeWriter code, SpecModel model, List<Element> elements)
    {
        code.Summary("The element that has the name of a capability; 0 for none.");
        code.Open("public static int Of(CapabilityId capability) => capability switch");
        foreach (var one in model.Capabilities.Where(one => elements.Any(element => element.Address == one.Id)))
            code.Line($"{Names.CapabilityId(one)} => {elements.First(element => element.Address == one.Id).Name},");
        code.Line("_ => 0,").Close(";");
    }

    private static void IsOpen(CodeWriter code, List<Element> elements)
    {
        code.Summary("True if a capability in force allows an element, or it needs none.");
        code.Open("public static bool IsOpen(WireContext context, int element) => element switch");
        foreach (var element in elements.Where(one => one.Gates.Count > 0))
            code.Line($"{element.Name} => {Gates.Condition(element.Gates)},");
        code.Line("_ => true,").Close(";");
    }

    private static void Absence(CodeWriter code, List<Element> elements)
    {
        code.Summary("The capability that an element needs, and whether its absence means that the element is left out.");
        code.Open("public static (string Capability, bool Omit) Needs(int element) => element switch");
        foreach (var element in elements.Where(one => one.Gates.Count > 0))
            code.Line($"{element.Name} => ({Literals.Text(element.Gates[0].Id)}, {(element.Gates[0].Without == GitProto.Spec.Absence.Omit ? "true" : "false")}),");
        code.Line("_ => (\"\", false),").Close(";");
    }

    private static void Rewrite(CodeWriter code, SpecModel model)
    {
        code.Summary("Reads a line as an element and writes it again from what was read.");
        code.Line("/// <returns>False if it is no such line; then nothing is written.</returns>");
        code.Open("public static bool Rewrite(int element, ReadOnlySpan<byte> line, bool newline, PacketWriter writer, ref ReadError error) => element switch");
        foreach (var line in model.Messages.SelectMany(message => message.Lines))
            code.Line($"{Names.Line(line)} => {Names.View(line)}.Rewrite(writer, newline, line, ref error),");
        code.Line("_ => false,").Close(";");
    }
}

using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>Writes the statements that send items, in the order listed.</summary>
internal sealed class WriteEmitter
{
    private readonly CodeWriter code;
    private readonly MessageSpec message;
    private readonly bool kept;

    public WriteEmitter(CodeWriter code, MessageSpec message, bool kept) => (this.code, this.message, this.kept) = (code, message, kept);

    /// <summary>What stands before the names of properties: nothing for <c>this</c>.</summary>
    public string Owner { get; set; } = "";

    private string Newline => message.Newline == NewlineMode.Written ? "true"
        : message.Newline == NewlineMode.None ? "false"
        : kept ? "true" : "false";

    /// <summary>Sends items, whose values are properties of <c>this</c>.</summary>
    public void Items(IEnumerable<Item> items, Shape shape)
    {
        foreach (var item in items)
            One(item, shape);
    }

    private void One(Item item, Shape shape)
    {
        if (item.Quantifier == Quantifier.Stream || item.Target.Kind is TargetKind.Pack or TargetKind.Bytes)
            return;
        if (item.Banded)
        {
            Banded(item, shape);
            return;
        }
        if (!item.IsChoice)
        {
            Target(item, item.Target, shape);
            return;
        }
        if (item.IsRepeated)
        {
            foreach (var target in item.Alternatives)
                Target(item, target, shape);
            return;
        }
        var first = true;
        foreach (var target in item.Alternatives)
        {
            var last = ReferenceEquals(target, item.Alternatives[item.Alternatives.Count - 1]);
            var condition = Condition(item, target, shape);
            code.Open(condition is null || (last && condition.Length == 0) ? (first ? "if (true)" : "else") : $"{(first ? "" : "else ")}if ({condition})");
            Target(item, target, shape);
            code.Close();
            first = false;
        }
    }

    private static string? Condition(Item item, ItemTarget target, Shape shape)
    {
        if (Shape.Dissolves(item, target))
        {
            var inner = target.Part!.Resolved.Items[0];
            return shape.For(inner, inner.Target)?.Present("this");
        }
        return shape.For(item, target)?.Present("this");
    }

    private void Target(Item item, ItemTarget target, Shape shape)
    {
        var member = shape.For(item, target);
        switch (target.Kind)
        {
            case TargetKind.Special when item.Quantifier != Quantifier.Maybe:
                code.Line($"writer.WriteSpecial({Names.Packet(target.Packet!)}, {Names.Element(message)});");
                break;
            case TargetKind.Line when LineTypes.IsCapability(target.Line!):
                code.Line("foreach (var capability in Capabilities.Words)").Indented(Call(target.Line!, ["capability"]));
                break;
            case TargetKind.Line:
                Line(target.Line!, member);
                break;
            case TargetKind.Part when Shape.Dissolves(item, target):
                Items(target.Part!.Resolved.Items, shape);
                break;
            case TargetKind.Part or TargetKind.Message:
                Nested(target, member!);
                break;
        }
    }

    private void Line(LineSpec line, Member? member)
    {
        if (member is null)
        {
            code.Line(Call(line, []));
            return;
        }
        var permits = line.Gates.Count > 0 ? $" && writer.Permits({Names.Element(line)})" : "";
        if (member.IsFlag)
        {
            code.Line($"if ({Owner}{member.Name}{permits})").Indented(Call(line, []));
            return;
        }
        var fields = PatternFields.Of(line.Pattern);
        System.Func<string, string[]> arguments = value => fields.Count == 1 && !Unions.Holds(line) ? [value] : [.. fields.Select(field => $"{value}.{field.Name}")];
        switch (member.Multiplicity)
        {
            case Multiplicity.One:
                code.Line(Call(line, arguments(Owner + member.Name)));
                break;
            case Multiplicity.Maybe:
                code.Line($"if ({Owner}{member.Name} is {{ }} {member.Local}{permits})").Indented(Call(line, arguments(member.Local)));
                break;
            default:
                if (permits.Length > 0)
                    code.Open($"if ({Owner}{member.Name}.Count > 0{permits})");
                code.Line($"foreach (var {member.Local} in {Owner}{member.Name})").Indented(Call(line, arguments(member.Local)));
                if (permits.Length > 0)
                    code.Close();
                break;
        }
    }

    private void Nested(ItemTarget target, Member member)
    {
        var permits = target.Part is { Resolved.Gates.Count: > 0 } part ? $" && writer.Permits(Elements.{Names.Part(part)})" : "";
        var capabilities = target.Kind == TargetKind.Part && target.Part!.Resolved.Owner.CarriesCapabilities() ? ", ref capabilities" : "";
        var newline = target.Kind == TargetKind.Part && message.Newline == NewlineMode.NoneKeptInPart
            ? $", {(kept || ReferenceEquals(target.Part, message.NewlineKeptIn) ? "true" : "false")}" : "";
        string Write(string value) => target.Kind == TargetKind.Message ? $"{value}.Write(writer);" : $"{value}.WriteTo(writer{capabilities}{newline});";
        switch (member.Multiplicity)
        {
            case Multiplicity.One:
                code.Line(Write(Owner + member.Name));
                break;
            case Multiplicity.Maybe:
                code.Line($"if ({Owner}{member.Name} is {{ }} {member.Local}{permits})").Indented(Write(member.Local));
                break;
            default:
                code.Line($"foreach (var {member.Local} in {Owner}{member.Name})").Indented(Write(member.Local));
                break;
        }
    }

    private void Banded(Item item, Shape shape)
    {
        var member = shape.For(item, item.Target)!;
        code.Line($"if ({Owner}{member.Name} is {{ }} {member.Local})").Indented($"writer.WriteNested({member.Local});");
    }

    /// <summary>The call that writes one line.</summary>
    public string Call(LineSpec line, IEnumerable<string> arguments)
    {
        var all = new[] { "writer", message.Newline == NewlineMode.NoneKeptInPart ? "newline" : Newline }.Concat(arguments).ToList();
        if (line.CapabilitiesField is not null)
            all.AddRange(["CapabilityTail.Take(ref capabilities, out var with" + Naming.Pascal(line.Name) + ")", "with" + Naming.Pascal(line.Name)]);
        return $"{Names.View(line)}.Write({string.Join(", ", all)});";
    }
}

using System.Collections.Generic;
using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The owned side of a message: records for it, its parts and the cases of its choices.</summary>
internal sealed class RecordEmitter
{
    private readonly CodeWriter code;
    private readonly MessageSpec message;

    public RecordEmitter(CodeWriter code, MessageSpec message) => (this.code, this.message) = (code, message);

    private string Words => message.CarriesCapabilities() ? "CapabilityCollector words, " : "";

    private string WriteParameters => (message.CarriesCapabilities() ? ", ref Capabilities? capabilities" : "")
        + (message.Newline == NewlineMode.NoneKeptInPart ? ", bool newline" : "");

    /// <summary>Emits the unions, their cases and the part records.</summary>
    public void Emit()
    {
        foreach (var part in Unions.Roots(message))
            Union(part);
        foreach (var line in message.Lines.Where(line => Unions.Holds(line) || PatternFields.Of(line.Pattern).Count > 1))
            LineRecord(line);
        foreach (var part in message.Parts.Where(part => part.Kind == PartKind.Sequence && NeedsRecord(part)))
            PartRecord(part);
    }

    private bool NeedsRecord(PartSpec part) => Unions.BaseOf(part) is not null || Uses(message.Body, part) || message.Parts.Any(other => Uses(other.Items, part))
        || ReferenceEquals(part, message.NewlineKeptIn);

    private static bool Uses(IEnumerable<Item> items, PartSpec part) => items.Any(item =>
        item.Alternatives.Any(target => ReferenceEquals(target.Part, part) && !Shape.Dissolves(item, target)));

    private void Union(PartSpec part)
    {
        code.Blank().Summary($"The choice {part.Address}: one of {string.Join(", ", Unions.Cases(part.Alternatives).Select(one => one.Target.Name))}.");
        code.Open($"public abstract record {Names.Part(part)}");
        code.Line($"private protected {Names.Part(part)}() {{ }}").Blank();
        code.Line($"internal abstract void WriteTo(PacketWriter writer{WriteParameters});");
        code.Close();
    }

    private void LineRecord(LineSpec line)
    {
        var fields = PatternFields.Of(line.Pattern);
        var union = Unions.BaseOf(line);
        code.Blank().Line($"/// <summary><c>{Xml.Escape(line.Pattern.Text)}</c>{(line.Doc.Length > 0 ? ": " + Xml.Escape(line.Doc) + "." : "")}</summary>");
        foreach (var field in fields)
            code.Line($"/// <param name=\"{field.Name}\">The field {field.Token.Name}.</param>");
        var parameters = string.Join(", ", fields.Select(field => $"{field.Owned} {field.Name}"));
        if (union is null)
        {
            code.Line($"public readonly record struct {Names.Line(line)}({parameters});");
            return;
        }
        code.Open($"public sealed record {Names.Line(line)}({parameters}) : {union}");
        var isMessage = Unions.IsUnion(message);
        if (isMessage)
            code.Line("/// <inheritdoc/>");
        code.Open(isMessage ? "public override void Write(PacketWriter writer)" : $"internal override void WriteTo(PacketWriter writer{WriteParameters})");
        if (isMessage)
        {
            code.Line("ArgumentNullException.ThrowIfNull(writer);");
            Facts(code, message);
        }
        code.Line(new WriteEmitter(code, message, false).Call(line, fields.Select(field => field.Name)));
        code.Close();
        code.Close();
    }

    private void PartRecord(PartSpec part)
    {
        var union = Unions.BaseOf(part);
        var name = Names.Part(part);
        var shape = Shape.Of(part.Items);
        code.Blank().Summary($"The part {part.Address}.");
        code.Open($"public sealed record {name}{(union is null ? "" : " : " + union)}");
        Properties(shape);
        code.Open($"internal static {(union is not null && Unions.IsUnion(message) ? "new " : "")}async ValueTask<{name}> ReadAsync(PacketReader input, {Words}CancellationToken cancellationToken)");
        var read = new ReadEmitter(code, message);
        read.Declare(shape);
        read.Items(part.Items, shape);
        Construct(name, shape, false);
        code.Close().Blank();
        if (union is not null && Unions.IsUnion(message))
        {
            code.Line("/// <inheritdoc/>");
            code.Open("public override void Write(PacketWriter writer)");
            code.Line("ArgumentNullException.ThrowIfNull(writer);");
            Facts(code, message);
        }
        else
        {
            code.Open($"internal {(union is null ? "" : "override ")}void WriteTo(PacketWriter writer{WriteParameters})");
        }
        new WriteEmitter(code, message, ReferenceEquals(part, message.NewlineKeptIn)).Items(part.Items, shape);
        code.Close();
        code.Close();
    }

    /// <summary>Emits the properties of a shape.</summary>
    public void Properties(Shape shape)
    {
        foreach (var member in shape.Members)
        {
            code.Summary(member.Doc);
            var required = !member.IsFlag && member.Multiplicity == Multiplicity.One ? "required " : "";
            var initial = member.Multiplicity == Multiplicity.Each ? " = [];" : "";
            code.Line($"public {required}{member.PropertyType} {member.Name} {{ get; init; }}{initial}").Blank();
        }
    }

    /// <summary>Emits the return of a new record made of the locals.</summary>
    public void Construct(string name, Shape shape, bool capabilities, string before = "return ", string after = ";")
    {
        var values = shape.Members.Select(member => $"{member.Name} = {member.FromLocal}").ToList();
        if (capabilities)
            values.Add("Capabilities = words.Result");
        code.Line($"{before}new {name}{(values.Count == 0 ? "()" : $" {{ {string.Join(", ", values)} }}")}{after}");
    }

    /// <summary>Emits what notes the facts that a message in <c>this</c> establishes.</summary>
    public static void Facts(CodeWriter code, MessageSpec message, string owner = "this", string context = "writer.Context")
    {
        foreach (var fact in FactTable.Current.Of(message))
            code.Line($"{context}.SetFact({fact.Index}, {ElementTest.On(message, fact.Element, owner)});");
    }
}

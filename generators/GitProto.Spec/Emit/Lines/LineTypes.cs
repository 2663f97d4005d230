using System.Linq;

namespace GitProto.Spec.Emit;

/// <summary>The C# types of lines and fields.</summary>
internal static class LineTypes
{
    /// <summary>True for a line that is one capability of a list.</summary>
    public static bool IsCapability(LineSpec line) => line.Pattern.Fields.Any(field => field.Type == FieldType.Capability);

    /// <summary>The owned type of a line's value: its field, or a record of its fields.</summary>
    public static string Of(LineSpec line)
    {
        var fields = PatternFields.Of(line.Pattern);
        return fields.Count == 1 && !Unions.Holds(line) ? fields[0].OwnedElement : Names.Line(line);
    }

    /// <summary>The owned type of one field.</summary>
    public static string Owned(FieldToken field) => field.Type switch
    {
        FieldType.Oid => "ObjectId",
        FieldType.Number or FieldType.Time => "long",
        FieldType.Set => field.Spec!.Resolved.Kind == FieldSetKind.Structure || field.Spec.Resolved.Kind == FieldSetKind.Patterns
            || field.Spec.Resolved.Kind == FieldSetKind.Enumeration ? Names.Field(field.Spec) : "ByteString",
        _ => "ByteString",
    };
}

using System.Collections.Generic;

namespace GitProto.Spec;

/// <summary>The types of fields: which bytes each may hold. A name's last word is its type.</summary>
public static class FieldTypes
{
    private static readonly Dictionary<string, FieldType> ByName = new()
    {
        ["oid"] = FieldType.Oid,
        ["zero-oid"] = FieldType.ZeroOid,
        ["ref"] = FieldType.Ref,
        ["number"] = FieldType.Number,
        ["time"] = FieldType.Time,
        ["word"] = FieldType.Word,
        ["text"] = FieldType.Text,
        ["url"] = FieldType.Url,
        ["path"] = FieldType.Path,
        ["host"] = FieldType.Host,
        ["encoded"] = FieldType.Encoded,
        ["capability"] = FieldType.Capability,
        ["capabilities"] = FieldType.Capabilities,
        ["features"] = FieldType.Features,
    };

    /// <summary>The names of the types.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Whether the length of the field is known before it is read: an object id.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True for object ids.</returns>
    public static bool HasFixedLength(FieldType type) => type is FieldType.Oid or FieldType.ZeroOid;

    /// <summary>Whether a field may hold nothing.</summary>
    /// <param name="type">The type.</param>
    /// <returns>True for free text and for lists of capabilities.</returns>
    public static bool MayBeEmpty(FieldType type) => type is FieldType.Text or FieldType.Capabilities or FieldType.Features;

    /// <summary>Whether a reader takes the byte as part of such a field. A writer is stricter: it never writes LF.</summary>
    /// <param name="type">The type.</param>
    /// <param name="value">The byte.</param>
    /// <returns>True if the byte may stand there.</returns>
    public static bool Allows(FieldType type, byte value) => type switch
    {
        FieldType.Oid => value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F'),
        FieldType.ZeroOid => value == (byte)'0',
        FieldType.Number or FieldType.Time => value is >= (byte)'0' and <= (byte)'9',
        FieldType.Ref => value > ' ' && value is not (0x7f or (byte)'^' or (byte)':'),
        FieldType.Word or FieldType.Url => value is > 0x20 and not 0x7f,
        FieldType.Host => value > ' ' && value is not (0x7f or (byte)'/'),
        FieldType.Encoded => value is > 0x20 and < 0x7f and not ((byte)',' or (byte)';'),
        FieldType.Text => value != 0,
        _ => value is not (0 or (byte)'\n'),
    };

    /// <summary>Whether a byte may stand in the name of a capability, ahead of its <c>=</c>. A field of the type
    /// <see cref="FieldType.Capability"/> is such a name, perhaps with <c>=</c> and anything behind it.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>True for letters, digits, <c>-</c> and <c>_</c>.</returns>
    public static bool IsCapabilityKey(byte value) =>
        value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_';

    internal static FieldType? OfName(string name)
    {
        if (name == "zero-oid" || name.EndsWith("-zero-oid", System.StringComparison.Ordinal))
            return FieldType.ZeroOid;
        var dash = name.LastIndexOf('-');
        return ByName.TryGetValue(dash < 0 ? name : name.Substring(dash + 1), out var type) ? type : null;
    }
}

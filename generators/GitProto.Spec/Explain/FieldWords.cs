namespace GitProto.Spec.Explain;

/// <summary>What a type of field holds, in words.</summary>
internal static class FieldWords
{
    public static string Of(FieldType type) => type switch
    {
        FieldType.Oid => "an object id: as many hex digits as the hash needs, 40 or 64",
        FieldType.ZeroOid => "the object id of nothing: zeros only",
        FieldType.Ref => "the name of a ref",
        FieldType.Number => "decimal digits",
        FieldType.Time => "seconds since 1970 in decimal digits",
        FieldType.Word => "anything without blanks",
        FieldType.Text => "anything in one line, also nothing",
        FieldType.Url => "a URL, without blanks",
        FieldType.Path => "a path: anything but NUL and LF",
        FieldType.Host => "a host, perhaps with a port",
        FieldType.Encoded => "percent-encoded text",
        FieldType.Capability => "one capability, with its value",
        FieldType.Capabilities => "capabilities, parted by blanks; on the first line of the message only",
        FieldType.Features => "words parted by blanks",
        _ => "one of the words that 'fields' names",
    };
}

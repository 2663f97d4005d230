namespace GitProto.Spec;

/// <summary>What a field may hold; read from the last word of its name.</summary>
public enum FieldType
{
    /// <summary>An object id: as many hex digits as the session's hash needs.</summary>
    Oid,

    /// <summary>The object id of nothing: zeros only. It carries no value.</summary>
    ZeroOid,

    /// <summary>The name of a ref, as it came.</summary>
    Ref,

    /// <summary>Decimal digits.</summary>
    Number,

    /// <summary>Seconds since 1970, decimal digits.</summary>
    Time,

    /// <summary>Something without blanks.</summary>
    Word,

    /// <summary>Anything in one line; it may be empty.</summary>
    Text,

    /// <summary>A URL: no blanks.</summary>
    Url,

    /// <summary>A path: anything but NUL and LF.</summary>
    Path,

    /// <summary>A host, perhaps with a port.</summary>
    Host,

    /// <summary>Percent-encoded text.</summary>
    Encoded,

    /// <summary>One capability, with its value.</summary>
    Capability,

    /// <summary>Capabilities, parted by blanks.</summary>
    Capabilities,

    /// <summary>Words parted by blanks: the features of a capability, or words of the set that <c>fields</c> names.</summary>
    Features,

    /// <summary>One of the words or patterns that <c>fields</c> names.</summary>
    Set,
}

namespace GitProto;

/// <summary>The hash that names objects (Git's <c>object-format</c>).</summary>
public enum ObjectFormat : byte
{
    /// <summary>SHA-1: 20 bytes, 40 hex digits.</summary>
    Sha1,

    /// <summary>SHA-256: 32 bytes, 64 hex digits.</summary>
    Sha256,
}

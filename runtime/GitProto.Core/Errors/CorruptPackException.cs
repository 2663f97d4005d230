namespace GitProto;

/// <summary>A pack, delta, zlib stream, loose object or index is corrupt. The message says what, and at which offset.</summary>
public sealed class CorruptPackException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public CorruptPackException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace GitProto;

/// <summary>A ref name or the update of a ref was refused.</summary>
public sealed class RefRefusedException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public RefRefusedException(ByteString name, string reason)
        : base($"The ref '{name.ToDisplayString()}' is refused: {reason}.")
    {
        Name = name;
        Reason = reason;
    }

    /// <summary>The name as it came.</summary>
    public ByteString Name { get; }

    /// <summary>Why.</summary>
    public string Reason { get; }
}

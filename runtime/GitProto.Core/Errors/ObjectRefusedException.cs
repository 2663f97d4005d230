namespace GitProto;

/// <summary>An object was refused by a check of its content.</summary>
public sealed class ObjectRefusedException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public ObjectRefusedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

namespace GitProto;

/// <summary>The configuration of this side forbids what was asked.</summary>
public sealed class PolicyException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public PolicyException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

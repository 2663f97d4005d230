namespace GitProto;

/// <summary>The peer did not accept who we are.</summary>
public sealed class AuthenticationFailedException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public AuthenticationFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

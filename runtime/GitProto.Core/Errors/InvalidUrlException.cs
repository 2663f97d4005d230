namespace GitProto;

/// <summary>A URL was refused before anything was opened.</summary>
public sealed class InvalidUrlException : GitProtoException
{
    /// <summary>Makes the error.</summary>
    public InvalidUrlException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

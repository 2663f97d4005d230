namespace GitProto.Server;

/// <summary>The body of a request is not what its head says, or is too much.</summary>
/// <param name="status">The status to answer with, if the answer has not begun.</param>
/// <param name="message">What is wrong.</param>
/// <param name="inner">How it was found out.</param>
public sealed class SmartHttpBodyException(int status, string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The status to answer with, if the answer has not begun.</summary>
    public int Status => status;
}

using System.Net;

namespace GitProto.Transports;

/// <summary>A web server did not answer as a server of Git does: it refused, it failed, or it is none.</summary>
public sealed class GitHttpException : IOException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened, escaped.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="text">What the server said besides, cleaned for a terminal, or null.</param>
    /// <param name="retryAfter">How long the server wants the client to wait, if it says so.</param>
    public GitHttpException(string message, HttpStatusCode status, string? text = null, TimeSpan? retryAfter = null)
        : base(message) => (Status, Text, RetryAfter) = (status, text, retryAfter);

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>What the server said besides, cleaned for a terminal, or null.</summary>
    public string? Text { get; }

    /// <summary>How long the server wants the client to wait, or null.</summary>
    public TimeSpan? RetryAfter { get; }
}

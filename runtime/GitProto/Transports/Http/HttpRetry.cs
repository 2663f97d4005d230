using System.Net.Http.Headers;

namespace GitProto.Transports;

/// <summary>How long a server wants a request to be put off.</summary>
internal static class HttpRetry
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    /// <summary>The time, at least nothing; one second if the server does not say, or says what cannot be read.</summary>
    public static TimeSpan After(HttpResponseHeaders headers, TimeProvider time)
    {
        var after = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => Unsaid,
        };
        return after < TimeSpan.Zero ? TimeSpan.Zero : after;
    }
}

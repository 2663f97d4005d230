using System.Threading.RateLimiting;

namespace GitProto.AspNetCore;

/// <summary>What bounds the requests that are served at the same time, for each place; it ends with the application.</summary>
internal sealed class GitLimiters : IDisposable
{
    private readonly List<ConcurrencyLimiter> limiters = [];

    /// <summary>Makes one.</summary>
    public ConcurrencyLimiter Create(GitEndpointOptions options)
    {
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = options.MaxConcurrentRequests, QueueLimit = options.MaxQueuedRequests });
        lock (limiters)
            limiters.Add(limiter);
        return limiter;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var limiter in limiters)
            limiter.Dispose();
    }
}

using System.Globalization;

namespace GitProto.Transports;

/// <summary>A bound of <see cref="GitTimeouts"/> ran out. The connection cannot be used any more.</summary>
public sealed class GitTimeoutException : IOException
{
    /// <summary>Makes the error.</summary>
    /// <param name="option">The name of the bound in <see cref="GitTimeouts"/>.</param>
    /// <param name="limit">The bound.</param>
    /// <param name="what">What did not happen in time.</param>
    /// <param name="state">The state of the conversation, if known.</param>
    public GitTimeoutException(string option, TimeSpan limit, string what, string? state)
        : base(
            string.Create(CultureInfo.InvariantCulture, $"Timed out{(state is null ? "" : $" in state '{state}'")}: {what} within {limit.TotalSeconds:0.###} s ({nameof(GitTimeouts)}.{option})."),
            new TimeoutException()) =>
        (Option, Limit, State) = (option, limit, state);

    /// <summary>The name of the bound in <see cref="GitTimeouts"/>.</summary>
    public string Option { get; }

    /// <summary>The bound.</summary>
    public TimeSpan Limit { get; }

    /// <summary>The state of the conversation, or null if it was not known.</summary>
    public string? State { get; }
}

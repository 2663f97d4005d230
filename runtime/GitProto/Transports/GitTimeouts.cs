namespace GitProto.Transports;

/// <summary>
/// How long to wait for a peer. Each bound stands for itself; <see cref="Timeout.InfiniteTimeSpan"/> switches one off. What runs out ends
/// in a <see cref="GitTimeoutException"/> that names the bound.
/// </summary>
public sealed record GitTimeouts
{
    /// <summary>The defaults.</summary>
    public static GitTimeouts Default { get; } = new();

    /// <summary>No bound at all.</summary>
    public static GitTimeouts None { get; } = new()
    {
        Connect = Timeout.InfiniteTimeSpan,
        Idle = Timeout.InfiniteTimeSpan,
        Think = Timeout.InfiniteTimeSpan,
    };

    /// <summary>To resolve the name and open the connection. Default 30 seconds.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// In the middle of a transfer: to wait for the next byte, counted from the last byte in either direction, and to wait until the peer
    /// takes the next 32 KiB of what is sent. Keep-alives count as bytes. Default one minute.
    /// </summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// To wait for the first byte after something was sent: the peer may have to count objects, or to run a hook. Default ten minutes.
    /// </summary>
    public TimeSpan Think { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For everything from the first byte to the last. Default no bound.</summary>
    public TimeSpan Total { get; init; } = Timeout.InfiniteTimeSpan;
}

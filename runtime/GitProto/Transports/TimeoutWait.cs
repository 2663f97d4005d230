namespace GitProto.Transports;

/// <summary>A bound and what is left of it.</summary>
internal readonly record struct TimeoutWait(string Option, TimeSpan Limit)
{
    /// <summary>What is left; a very long time if there is no bound.</summary>
    public TimeSpan Left { get; private init; } = Limit;

    /// <summary>True once nothing is left.</summary>
    public bool IsOver => Left <= TimeSpan.Zero;

    /// <summary>The same after some time has passed.</summary>
    public TimeoutWait Since(TimeSpan passed) => this with { Left = Limit == Timeout.InfiniteTimeSpan ? TimeSpan.FromDays(30) : Limit - passed };

    /// <summary>Ends the wait once nothing is left.</summary>
    public void ThrowIfOver(string what, Func<string?>? state)
    {
        if (IsOver)
            throw Error(what, state);
    }

    /// <summary>The error for a wait that is over.</summary>
    public GitTimeoutException Error(string what, Func<string?>? state) => new(Option, Limit, what, state?.Invoke());
}

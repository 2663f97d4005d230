namespace GitProto.Transports;

/// <summary>Knows when the last byte passed and which bound applies to the wait that follows.</summary>
internal sealed class TimeoutClock
{
    private readonly GitTimeouts timeouts;
    private readonly long start;
    private long last;
    private volatile bool answerDue;

    public TimeoutClock(GitTimeouts timeouts, TimeProvider time)
    {
        (this.timeouts, Time) = (timeouts, time);
        start = last = time.GetTimestamp();
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Names the state of the conversation for messages.</summary>
    public Func<string?>? State { get; set; }

    /// <summary>Bytes came.</summary>
    public void Received()
    {
        answerDue = false;
        Touch();
    }

    /// <summary>Bytes went.</summary>
    public void Sent()
    {
        answerDue = true;
        Touch();
    }

    /// <summary>What a reader may still wait.</summary>
    public TimeoutWait ForRead()
    {
        var idle = answerDue ? new TimeoutWait(nameof(GitTimeouts.Think), timeouts.Think) : new TimeoutWait(nameof(GitTimeouts.Idle), timeouts.Idle);
        return Sooner(idle.Since(Time.GetElapsedTime(Volatile.Read(ref last))));
    }

    /// <summary>What a writer may still wait.</summary>
    /// <param name="since">When the peer last took something.</param>
    public TimeoutWait ForWrite(long since) =>
        Sooner(new TimeoutWait(nameof(GitTimeouts.Idle), timeouts.Idle).Since(Time.GetElapsedTime(since)));

    /// <summary>Ends the conversation if its whole time is over.</summary>
    public void ThrowIfOver()
    {
        if (timeouts.Total != Timeout.InfiniteTimeSpan)
            Total.ThrowIfOver("the conversation did not end", State);
    }

    private TimeoutWait Total => new TimeoutWait(nameof(GitTimeouts.Total), timeouts.Total).Since(Time.GetElapsedTime(start));

    private void Touch() => Volatile.Write(ref last, Time.GetTimestamp());

    private TimeoutWait Sooner(TimeoutWait wait) => timeouts.Total == Timeout.InfiniteTimeSpan || wait.Left <= Total.Left ? wait : Total;
}

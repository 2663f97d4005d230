using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>Puts the bounds of <see cref="GitTimeouts"/> on any connection. It does not own the connection.</summary>
public sealed class TimedPipe : IDuplexPipe, IDisposable
{
    private readonly TimeoutClock clock;
    private readonly TimedPipeReader input;
    private readonly TimedPipeWriter output;

    /// <summary>Starts the clock.</summary>
    /// <param name="inner">The connection.</param>
    /// <param name="timeouts">The bounds.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    public TimedPipe(IDuplexPipe inner, GitTimeouts timeouts, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        clock = new TimeoutClock(timeouts, timeProvider ?? TimeProvider.System);
        input = new TimedPipeReader(inner.Input, clock);
        output = new TimedPipeWriter(inner.Output, clock, inner is GitConnection connection ? () => connection.BytesSent : () => 0);
    }

    /// <inheritdoc/>
    public PipeReader Input => input;

    /// <inheritdoc/>
    public PipeWriter Output => output;

    /// <summary>Names the state of the conversation; what it gives stands in the message of a time-out.</summary>
    public Func<string?>? State
    {
        get => clock.State;
        set => clock.State = value;
    }

    /// <summary>Says that the peer speaks first: <see cref="GitTimeouts.Think"/> bounds the wait for its first byte.</summary>
    public void ExpectAnswer() => clock.Sent();

    /// <summary>Stops the timers.</summary>
    public void Dispose()
    {
        input.Dispose();
        output.Dispose();
    }
}

using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A clock that is moved once the attacked side waits for its peer, and never before: so it does not matter how busy the machine is.</summary>
internal sealed class StoppedClock
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(61);
    private static readonly TimeSpan Think = TimeSpan.FromSeconds(601);

    public ManualTime Time { get; } = new();

    public GitTimeouts Timeouts { get; } = new() { Idle = Idle, Think = Think };

    /// <summary>Waits until the side waits for bytes, or to be rid of some, or has ended.</summary>
    public async Task UntilWaitingAsync(Task side)
    {
        while (!side.IsCompleted && !Time.Pending.Any(left => left.Seconds is 1 && left > TimeSpan.FromSeconds(60)))
            await Task.WhenAny(side, Task.Delay(1));
    }

    /// <summary>Lets more time pass than any wait may take.</summary>
    public void RunOut() => Time.Advance(Think + TimeSpan.FromSeconds(2));
}

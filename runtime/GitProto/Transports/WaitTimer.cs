namespace GitProto.Transports;

/// <summary>Ends one wait at a time when its bound has run out, and looks again if there was progress meanwhile.</summary>
internal sealed class WaitTimer : IDisposable
{
    private readonly Lock gate = new();
    private readonly Func<TimeoutWait> wait;
    private readonly Action cancel;
    private readonly ITimer timer;
    private bool armed;
    private TimeoutWait struck;

    public WaitTimer(TimeProvider time, Func<TimeoutWait> wait, Action cancel)
    {
        (this.wait, this.cancel) = (wait, cancel);
        timer = time.CreateTimer(static state => ((WaitTimer)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The bound that ended a wait last.</summary>
    public TimeoutWait Struck
    {
        get
        {
            lock (gate)
                return struck;
        }
    }

    /// <summary>A wait begins.</summary>
    public void Start()
    {
        lock (gate)
            armed = true;
        Look();
    }

    /// <summary>The wait is over.</summary>
    public void Stop()
    {
        lock (gate)
        {
            armed = false;
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        lock (gate)
        {
            if (!armed)
                return;
            var now = wait();
            if (!now.IsOver)
            {
                timer.Change(now.Left + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                return;
            }
            armed = false;
            struck = now;
        }
        cancel();
    }
}

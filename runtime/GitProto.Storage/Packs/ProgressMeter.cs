namespace GitProto.Storage;

/// <summary>Reports progress at most ten times a second, and the last value.</summary>
internal sealed class ProgressMeter(IProgress<PackProgress>? progress, PackPhase phase, long total)
{
    private long nextTick;

    /// <summary>Says how much is done.</summary>
    public void Report(long done, long bytes = 0)
    {
        if (progress is null)
            return;
        var now = Environment.TickCount64;
        var due = Volatile.Read(ref nextTick);
        if (now >= due && Interlocked.CompareExchange(ref nextTick, now + 100, due) == due)
            progress.Report(new PackProgress(phase, done, total, bytes));
    }

    /// <summary>Says that the phase is over.</summary>
    public void End(long done, long bytes = 0) => progress?.Report(new PackProgress(phase, done, total, bytes));
}

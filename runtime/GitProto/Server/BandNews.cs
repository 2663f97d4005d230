using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Tells a client each second how far something is, and after a silence that the server is still there.</summary>
internal abstract class BandNews : IProgress<PackProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly BandWriter? bands;
    private readonly Action<ReadOnlyMemory<byte>>? unheard;
    private readonly TimeSpan keepAlive;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource gone = new();
    private readonly Task loop;
    private long last;

    /// <summary>Begins.</summary>
    /// <param name="bands">Where it goes; null if the client takes no bands.</param>
    /// <param name="unheard">Where it goes then; null drops it.</param>
    /// <param name="quiet">Whether progress is left out.</param>
    /// <param name="keepAlive">After how long a silence a sign of life is given.</param>
    /// <param name="time">The clock.</param>
    protected BandNews(BandWriter? bands, Action<ReadOnlyMemory<byte>>? unheard, bool quiet, TimeSpan keepAlive, TimeProvider time)
    {
        (this.bands, this.unheard, IsQuiet, this.keepAlive, this.time) = (bands, unheard, quiet, keepAlive, time);
        last = time.GetTimestamp();
        loop = bands is null ? Task.CompletedTask : RunAsync(bands);
    }

    /// <summary>Is cancelled when the client is found gone.</summary>
    public CancellationToken Gone => gone.Token;

    /// <summary>Whether progress is left out.</summary>
    protected bool IsQuiet { get; }

    /// <summary>True while the client is not waiting: it sends itself, or is sent something else.</summary>
    protected abstract bool IsBusy { get; }

    public abstract void Report(PackProgress value);

    /// <summary>Shows text to the user.</summary>
    /// <exception cref="IOException">The client is gone.</exception>
    public async ValueTask SayAsync(ReadOnlyMemory<byte> text, CancellationToken cancellationToken)
    {
        if (bands is null)
        {
            unheard?.Invoke(text);
            return;
        }
        try
        {
            await bands.WriteProgressAsync(text, cancellationToken).ConfigureAwait(false);
            Touch();
        }
        catch (IOException)
        {
            await gone.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says nothing more by itself. What it was just saying is said to its end.</summary>
    public async ValueTask StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await loop.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        stop.Dispose();
        gone.Dispose();
    }

    /// <summary>How far it is; empty if that was said already.</summary>
    protected abstract ReadOnlyMemory<byte> NextProgress();

    /// <summary>The client has heard something just now.</summary>
    protected void Touch() => Volatile.Write(ref last, time.GetTimestamp());

    private async Task RunAsync(BandWriter writer)
    {
        try
        {
            using var timer = new PeriodicTimer(keepAlive > TimeSpan.Zero && keepAlive < Step ? keepAlive : Step, time);
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                if (!IsQuiet && NextProgress() is { IsEmpty: false } text)
                    await SayAsync(text, stop.Token).ConfigureAwait(false);
                if (IsBusy)
                    Touch();
                if (keepAlive <= TimeSpan.Zero || time.GetElapsedTime(Volatile.Read(ref last)) < keepAlive)
                    continue;
                await writer.KeepAliveAsync(stop.Token).ConfigureAwait(false);
                Touch();
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The client is gone: what is not agreed to yet need not be. Who writes the pack sees that, too.
            await gone.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }
}

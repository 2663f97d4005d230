using System.Globalization;
using System.Text;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Tells a client that pushed how far its push is, what hooks say, and that the server is still there.</summary>
internal sealed class PushNews : IProgress<PackProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly BandWriter? bands;
    private readonly Action<ReadOnlyMemory<byte>>? unheard;
    private readonly bool quiet;
    private readonly TimeSpan keepAlive;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource gone = new();
    private readonly Task loop;
    private long last;
    private volatile bool waiting;
    private long done;
    private long total;

    /// <summary>Begins.</summary>
    /// <param name="bands">Where it goes; null if the client takes no bands.</param>
    /// <param name="unheard">Where it goes then.</param>
    /// <param name="quiet">Whether progress is left out.</param>
    /// <param name="keepAlive">After how long a silence a sign of life is given.</param>
    /// <param name="time">The clock.</param>
    public PushNews(BandWriter? bands, Action<ReadOnlyMemory<byte>>? unheard, bool quiet, TimeSpan keepAlive, TimeProvider time)
    {
        (this.bands, this.unheard, this.quiet, this.keepAlive, this.time) = (bands, unheard, quiet, keepAlive, time);
        loop = RunAsync();
    }

    /// <summary>Is cancelled when the client is found gone.</summary>
    public CancellationToken Gone => gone.Token;

    /// <summary>The client has sent all and waits: before that it may not listen.</summary>
    public void Wait()
    {
        Volatile.Write(ref last, time.GetTimestamp());
        waiting = true;
    }

    public void Report(PackProgress value)
    {
        if (value.Phase != PackPhase.Resolving)
            return;
        Volatile.Write(ref done, value.Done);
        Volatile.Write(ref total, value.Total ?? 0);
        if (!waiting)
            Wait();
    }

    /// <summary>Says how the pack was taken.</summary>
    public ValueTask ReceivedAsync(ReceivedPack pack, CancellationToken cancellationToken)
    {
        var deltas = Interlocked.Exchange(ref total, 0);
        if (quiet || deltas == 0)
            return default;
        var end = pack.CompletedCount switch
        {
            0 => ", done.\n",
            1 => ", completed with 1 local object.\n",
            var count => string.Create(CultureInfo.InvariantCulture, $", completed with {count} local objects.\n"),
        };
        return SayAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Resolving deltas: 100% ({deltas}/{deltas}){end}")), cancellationToken);
    }

    /// <summary>Says why something is not done, as git's programs begin such lines.</summary>
    public ValueTask ErrorAsync(string text, CancellationToken cancellationToken) => LineAsync("error: ", text, cancellationToken);

    /// <summary>Says that something is done all the same.</summary>
    public ValueTask WarnAsync(string text, CancellationToken cancellationToken) => LineAsync("warning: ", text, cancellationToken);

    /// <summary>Says why the pack was not taken.</summary>
    public ValueTask FatalAsync(string text, CancellationToken cancellationToken) => LineAsync("fatal: ", text, cancellationToken);

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
            Volatile.Write(ref last, time.GetTimestamp());
        }
        catch (IOException)
        {
            await gone.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives no further sign of life. What it was just saying is said to its end.</summary>
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

    private ValueTask LineAsync(string start, string text, CancellationToken cancellationToken) =>
        SayAsync(Encoding.UTF8.GetBytes(start + text.ReplaceLineEndings(" ") + "\n"), cancellationToken);

    private async Task RunAsync()
    {
        if (bands is null)
            return;
        try
        {
            using var timer = new PeriodicTimer(keepAlive > TimeSpan.Zero && keepAlive < Step ? keepAlive : Step, time);
            var told = -1L;
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                var (now, all) = (Volatile.Read(ref done), Volatile.Read(ref total));
                if (!quiet && all > 0 && now != told)
                {
                    told = now;
                    await SayAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                        $"Resolving deltas: {100 * now / all,3}% ({now}/{all})\r")), stop.Token).ConfigureAwait(false);
                }
                if (!waiting || keepAlive <= TimeSpan.Zero || time.GetElapsedTime(Volatile.Read(ref last)) < keepAlive)
                    continue;
                await bands.KeepAliveAsync(stop.Token).ConfigureAwait(false);
                Volatile.Write(ref last, time.GetTimestamp());
            }
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The client is gone: what is not agreed to yet need not be.
            await gone.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Over.
        }
    }
}

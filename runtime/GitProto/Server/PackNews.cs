using System.Globalization;
using System.Text;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Tells a client how far its pack is, in git's words, and keeps the connection alive in between.</summary>
internal sealed class PackNews : IProgress<PackProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly BandWriter bands;
    private readonly bool quiet;
    private readonly TimeSpan keepAlive;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;
    private long counted;
    private long told;

    public PackNews(BandWriter bands, bool quiet, TimeSpan keepAlive, TimeProvider time)
    {
        (this.bands, this.quiet, this.keepAlive, this.time) = (bands, quiet, keepAlive, time);
        loop = RunAsync();
    }

    public void Report(PackProgress value) => Volatile.Write(ref counted, value.Done);

    /// <summary>Says how many objects will come.</summary>
    public ValueTask CountedAsync(long count, CancellationToken cancellationToken)
    {
        Volatile.Write(ref told, long.MaxValue);
        return count == 0 ? default : SayAsync(string.Create(CultureInfo.InvariantCulture,
            $"Enumerating objects: {count}, done.\nCounting objects: 100% ({count}/{count}), done.\n"), cancellationToken);
    }

    /// <summary>Says what was sent.</summary>
    public ValueTask WrittenAsync(WrittenPack pack, CancellationToken cancellationToken) => SayAsync(string.Create(CultureInfo.InvariantCulture,
        $"Total {pack.ObjectCount} (delta {pack.DeltaCount}), reused {pack.ReusedCount} (delta {Math.Min(pack.DeltaCount, pack.ReusedCount)}), pack-reused 0\n"), cancellationToken);

    /// <summary>Says nothing more. What it was just saying is said to its end.</summary>
    public async ValueTask StopAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await loop.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(keepAlive > TimeSpan.Zero && keepAlive < Step ? keepAlive : Step, time);
            var (sent, since) = (0L, time.GetTimestamp());
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                var count = Volatile.Read(ref counted);
                if (!quiet && count > Volatile.Read(ref told))
                {
                    Volatile.Write(ref told, count);
                    await SayAsync(string.Create(CultureInfo.InvariantCulture, $"Enumerating objects: {count}\r"), stop.Token).ConfigureAwait(false);
                    since = time.GetTimestamp();
                }
                if (bands.DataBytes != sent)
                    (sent, since) = (bands.DataBytes, time.GetTimestamp());
                if (keepAlive <= TimeSpan.Zero || time.GetElapsedTime(since) < keepAlive)
                    continue;
                await bands.KeepAliveAsync(stop.Token).ConfigureAwait(false);
                since = time.GetTimestamp();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // Over, or the client is gone; who writes the pack sees that too.
        }
    }

    private ValueTask SayAsync(string text, CancellationToken cancellationToken) =>
        quiet ? default : bands.WriteProgressAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
}

using System.Globalization;
using System.Text;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Tells a client that pushed how far its push is, what hooks say, and that the server is still there.</summary>
internal sealed class PushNews(BandWriter? bands, Action<ReadOnlyMemory<byte>>? unheard, bool quiet, TimeSpan keepAlive, TimeProvider time)
    : BandNews(bands, unheard, quiet, keepAlive, time)
{
    private volatile bool waiting;
    private long done;
    private long total;
    private long told = -1;

    protected override bool IsBusy => !waiting;

    /// <summary>The client has sent all and waits: before that it may not listen.</summary>
    public void Wait()
    {
        Touch();
        waiting = true;
    }

    public override void Report(PackProgress value)
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
        if (IsQuiet || deltas == 0)
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

    /// <summary>The same where what was decided stands, whether the client hears of it or not.</summary>
    public async ValueTask TryErrorAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            await ErrorAsync(text, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has gone, and the report finds that out as well.
        }
    }

    /// <summary>Says that something is done all the same.</summary>
    public ValueTask WarnAsync(string text, CancellationToken cancellationToken) => LineAsync("warning: ", text, cancellationToken);

    /// <summary>Says why the pack was not taken.</summary>
    public ValueTask FatalAsync(string text, CancellationToken cancellationToken) => LineAsync("fatal: ", text, cancellationToken);

    protected override ReadOnlyMemory<byte> NextProgress()
    {
        var (now, all) = (Volatile.Read(ref done), Volatile.Read(ref total));
        if (all == 0 || now == told)
            return default;
        told = now;
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Resolving deltas: {100 * now / all,3}% ({now}/{all})\r"));
    }

    private ValueTask LineAsync(string start, string text, CancellationToken cancellationToken) =>
        SayAsync(Encoding.UTF8.GetBytes(start + text.ReplaceLineEndings(" ") + "\n"), cancellationToken);
}

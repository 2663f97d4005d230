using System.Globalization;
using System.Text;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Tells a client how far its pack is, in git's words, and keeps the connection alive in between.</summary>
internal sealed class PackNews(BandWriter bands, bool quiet, TimeSpan keepAlive, TimeProvider time) : BandNews(bands, null, quiet, keepAlive, time)
{
    private readonly BandWriter bands = bands;
    private long counted;
    private long told;
    private long sent;

    protected override bool IsBusy
    {
        get
        {
            var before = sent;
            return (sent = bands.DataBytes) != before;
        }
    }

    public override void Report(PackProgress value)
    {
        if (value.Phase == PackPhase.Counting)
            Volatile.Write(ref counted, value.Done);
    }

    /// <summary>Says how many objects will come.</summary>
    public ValueTask CountedAsync(long count, CancellationToken cancellationToken)
    {
        Volatile.Write(ref told, long.MaxValue);
        return count == 0 ? default : TellAsync(string.Create(CultureInfo.InvariantCulture,
            $"Enumerating objects: {count}, done.\nCounting objects: 100% ({count}/{count}), done.\n"), cancellationToken);
    }

    /// <summary>Says what was sent.</summary>
    public ValueTask WrittenAsync(WrittenPack pack, CancellationToken cancellationToken) => TellAsync(string.Create(CultureInfo.InvariantCulture,
        $"Total {pack.ObjectCount} (delta {pack.DeltaCount}), reused {pack.ReusedCount} (delta {pack.ReusedDeltaCount}), pack-reused 0\n"), cancellationToken);

    protected override ReadOnlyMemory<byte> NextProgress()
    {
        var count = Volatile.Read(ref counted);
        if (count <= Volatile.Read(ref told))
            return default;
        Volatile.Write(ref told, count);
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Enumerating objects: {count}\r"));
    }

    private ValueTask TellAsync(string text, CancellationToken cancellationToken) => IsQuiet ? default : SayAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
}

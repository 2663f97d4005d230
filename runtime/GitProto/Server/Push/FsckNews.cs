using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Keeps what the checks of objects find until the client listens. There may be a finding for each object: no more than the first are kept.</summary>
internal sealed class FsckNews(PushNews news)
{
    private const int MaxKept = 1000;
    private readonly List<FsckMessage> kept = [];
    private long count;

    /// <summary>The checks of a server, told here as well.</summary>
    public FsckOptions? Hear(FsckOptions? options) => options is null ? null : options with { Report = Add + options.Report };

    /// <summary>Says what was found.</summary>
    public async ValueTask TellAsync(CancellationToken cancellationToken)
    {
        foreach (var message in kept)
        {
            if (message.IsError)
                await news.ErrorAsync(message.ToString(), cancellationToken).ConfigureAwait(false);
            else
                await news.WarnAsync(message.ToString(), cancellationToken).ConfigureAwait(false);
        }
        if (count > kept.Count)
            await news.WarnAsync($"{count - kept.Count} more findings are not shown", cancellationToken).ConfigureAwait(false);
        kept.Clear();
        count = 0;
    }

    private void Add(FsckMessage message)
    {
        // An error is the end of the checks, and is never left out.
        if (kept.Count < MaxKept || message.IsError)
            kept.Add(message);
        count++;
    }
}

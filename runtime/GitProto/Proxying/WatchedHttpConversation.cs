using System.Threading.Channels;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>A conversation over HTTP that is read by the flows of the spec while it passes.</summary>
public sealed class WatchedHttpConversation : IHttpConversationTap
{
    private readonly WatchLimits limits;
    private readonly Channel<WatchedExchange> exchanges = Channel.CreateUnbounded<WatchedExchange>();
    private readonly LiveWatch watch;

    /// <summary>Begins to watch.</summary>
    /// <param name="observer">Is told of every packet.</param>
    /// <param name="limits">How much may wait; null for the defaults.</param>
    public WatchedHttpConversation(IPacketObserver? observer = null, WatchLimits? limits = null)
    {
        this.limits = limits ?? WatchLimits.Default;
        watch = new LiveWatch(new HttpConversationWatch(exchanges.Reader.ReadAllAsync(), observer).RunAsync);
    }

    /// <summary>What was found, at the first violation or at the end of the conversation; null if the watch was given up, since more would have waited than <see cref="WatchLimits"/> let.</summary>
    /// <exception cref="IOException">What waited could not be kept.</exception>
    public Task<ConversationReport?> ReportAsync() => watch.ReportAsync();

    /// <inheritdoc/>
    public ValueTask<IHttpExchangeTap> AskAsync(SmartHttpHead request, CancellationToken cancellationToken) => new(new WatchedHttpExchange(request, limits, watch, exchanges.Writer));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        exchanges.Writer.TryComplete();
        return watch.DisposeAsync();
    }
}

using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>A conversation of a log, put together again as far as the log tells. A pack is in no log: it is taken for whole.</summary>
public sealed class LoggedConversation
{
    private readonly ReadOnlyMemory<byte> client;
    private readonly ReadOnlyMemory<byte> server;
    private readonly ConversationKind? kind;
    private readonly IReadOnlyList<RecordedTurn>? turns;

    internal LoggedConversation(ReadOnlyMemory<byte> client, ReadOnlyMemory<byte> server, ConversationKind? kind, bool packLeftOut) =>
        (this.client, this.server, this.kind, PackLeftOut) = (client, server, kind, packLeftOut);

    internal LoggedConversation(IReadOnlyList<RecordedTurn> turns, bool packLeftOut) => (this.turns, PackLeftOut) = (turns, packLeftOut);

    /// <summary>True if a pack passed that is not in the log. Known in full once the conversation was watched.</summary>
    public bool PackLeftOut { get; private set; }

    /// <summary>True for a push on one connection: a log tells nothing of its pack, not even whether there was one. Known once the conversation was watched.</summary>
    public bool MayPush { get; private set; }

    /// <summary>True if a payload stands for a pack that the log leaves out.</summary>
    public static bool StandsForPack(ReadOnlySpan<byte> payload) => payload.SequenceEqual(LogText.Pack);

    /// <summary>Reads the conversation by the flows of the spec, to its end or to the first violation. Offsets count in what was put together, with packs as short as in the log.</summary>
    /// <param name="observer">Is told of every packet.</param>
    /// <param name="say">Is told of what passed besides packets, a line each, where it passed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ConversationReport> WatchAsync(IPacketObserver? observer = null, Action<string>? say = null, CancellationToken cancellationToken = default)
    {
        if (turns is not null)
            return await new HttpConversationWatch(RecordedTurn.Exchanges(turns, say), observer).RunAsync(cancellationToken).ConfigureAwait(false);
        // A raw pack may be missing without a trace: with one behind all that a side sent, the conversation goes on, or it does not.
        var report = await RunAsync(null, null, cancellationToken).ConfigureAwait(false);
        var missing = report.End == ConversationEnd.Cut ? report.By : null;
        if (missing is not null && (await RunAsync(missing, null, cancellationToken).ConfigureAwait(false)).IsLegal)
            PackLeftOut = true;
        else
            missing = null;
        report = await RunAsync(missing, observer, cancellationToken).ConfigureAwait(false);
        MayPush = report.Service == GitService.ReceivePack && !PackLeftOut;
        return report;
    }

    private Task<ConversationReport> RunAsync(Role? missing, IPacketObserver? observer, CancellationToken cancellationToken) =>
        new ConversationWatch(Reader(client, missing == Role.Client), Reader(server, missing == Role.Server), kind, observer).RunAsync(cancellationToken);

    private static PipeReader Reader(ReadOnlyMemory<byte> sent, bool withPack) =>
        PipeReader.Create(new(withPack ? (byte[])[.. sent.Span, .. LogText.Pack] : sent));
}

using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Server;

namespace GitProto.Cli.Proxying;

/// <summary>A conversation over HTTP that is watched, and perhaps recorded.</summary>
internal sealed class JournaledHttpConversation(WatchedHttpConversation watch, RecordedHttpConversation? record, Func<WatchedHttpConversation, string?, Task> end) : IHttpConversationTap
{
    public async ValueTask<IHttpExchangeTap> AskAsync(SmartHttpHead request, CancellationToken cancellationToken)
    {
        var watched = await watch.AskAsync(request, cancellationToken);
        return record is null ? watched : new Exchange(watched, await record.AskAsync(request, cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        if (record is not null)
            await record.DisposeAsync();
        await end(watch, record?.Problem);
    }

    private sealed class Exchange(IHttpExchangeTap watch, IHttpExchangeTap record) : IHttpExchangeTap
    {
        public async ValueTask AnswerAsync(int status, string? type)
        {
            await watch.AnswerAsync(status, type);
            await record.AnswerAsync(status, type);
        }

        public async ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            await watch.PassAsync(sender, bytes, cancellationToken);
            await record.PassAsync(sender, bytes, cancellationToken);
        }

        public async ValueTask EndAsync(Role sender)
        {
            await watch.EndAsync(sender);
            await record.EndAsync(sender);
        }

        public async ValueTask DisposeAsync()
        {
            await watch.DisposeAsync();
            await record.DisposeAsync();
        }
    }
}

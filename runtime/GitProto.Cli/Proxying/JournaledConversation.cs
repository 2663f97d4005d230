using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Cli.Proxying;

/// <summary>A conversation that is watched, and perhaps recorded.</summary>
internal sealed class JournaledConversation(WatchedConversation watch, RecordedConversation? record, Func<WatchedConversation, string?, Task> end) : IConversationTap
{
    public async ValueTask PassAsync(Role sender, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await watch.PassAsync(sender, bytes, cancellationToken);
        if (record is not null)
            await record.PassAsync(sender, bytes, cancellationToken);
    }

    public async ValueTask EndAsync(Role sender)
    {
        await watch.EndAsync(sender);
        if (record is not null)
            await record.EndAsync(sender);
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        if (record is not null)
            await record.DisposeAsync();
        await end(watch, record?.Problem);
    }
}

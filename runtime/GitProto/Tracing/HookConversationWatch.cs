using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>Reads what a server and its proc-receive hook say to each other by the flow of the spec, without taking part.</summary>
/// <remarks>Source: githooks "proc-receive"; <c>spec/flows/</c>.</remarks>
internal sealed class HookConversationWatch(PipeReader server, PipeReader hook, IPacketObserver? observer)
{
    private readonly WatchNotes notes = new(new WireContext(), observer) { Service = GitService.ReceivePack };

    public Task<ConversationReport> RunAsync(CancellationToken cancellationToken) => notes.RunAsync(async () =>
    {
        var (session, monitor) = notes.Watch((Role.Server, server), (Role.Hook, hook));
        session.Begin(ProcReceiveFlow.Table);
        await monitor.RunAsync(cancellationToken).ConfigureAwait(false);
        return notes.Report(ConversationEnd.Complete, null, null);
    });
}

using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>What a session does at the protocol the server speaks.</summary>
internal abstract class UploadPackConversation(GitClientOptions options, WireContext context)
{
    /// <summary>The version: 0, 1 or 2.</summary>
    public abstract int Version { get; }

    protected GitClientOptions Options { get; } = options;

    protected WireContext Context { get; } = context;

    /// <summary>Lists refs.</summary>
    public abstract IAsyncEnumerable<RemoteRef> ListAsync(ListRefsOptions options, CancellationToken cancellationToken);

    /// <summary>Finishes what was left unread.</summary>
    public abstract ValueTask SettleAsync(CancellationToken cancellationToken);

    /// <summary>Asks for objects and looks for common history until the pack comes.</summary>
    public abstract ValueTask<PackDelivery> FetchAsync(PackRequest request, IHaveWalker walker, CancellationToken cancellationToken);

    /// <summary>Tells the server that nothing more will come, if it waits for more.</summary>
    public abstract ValueTask LeaveAsync(CancellationToken cancellationToken);

    /// <summary>The hash that the server names, checked against the ids it has sent.</summary>
    protected void AgreeOnFormat() => FormatAgreement.Reach(Context);

    /// <summary>The name of this conversation's hash on the wire.</summary>
    protected ObjectFormatHash FormatWord => FormatAgreement.Word(Context);
}

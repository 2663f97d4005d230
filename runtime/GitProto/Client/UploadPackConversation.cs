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
    protected void AgreeOnFormat()
    {
        ObjectFormat? named = null;
        if (Context.Offered.TryGetObjectFormat(out var capability))
        {
            var word = capability.Hash.Value;
            named = ObjectFormats.TryParse(word.Span, out var format)
                ? format
                : throw new MalformedMessageException($"The server names objects by '{word.ToDisplayString()}', which is not known ({Context.Where})");
        }
        if (named is { } other && Context.Format is { } shown && other != shown)
            throw new MalformedMessageException($"The server says that it names objects by {other.Name()}, and shows ids of {shown.Name()} ({Context.Where})");
        Context.Format ??= named ?? ObjectFormat.Sha1;
    }

    /// <summary>The name of this conversation's hash on the wire.</summary>
    protected ObjectFormatHash FormatWord => Context.FormatOrDefault == ObjectFormat.Sha256 ? ObjectFormatHash.Sha256 : ObjectFormatHash.Sha1;
}

using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>
/// A conversation with one repository of a server. One thing at a time. After an error that leaves open what the server will say next, it cannot be
/// used any more, and its connection is closed.
/// </summary>
public sealed partial class GitSession : IAsyncDisposable
{
    private readonly ClientWire wire;
    private readonly GitClientOptions options;
    private UploadPackConversation? conversation;

    private GitSession(GitConnection connection, GitClientOptions options) =>
        (wire, this.options) = (new ClientWire(connection, options), options);

    /// <summary>The protocol that the server speaks: 0, 1 or 2.</summary>
    public int Protocol => Conversation.Version;

    /// <summary>The hash that names the objects of the repository.</summary>
    public ObjectFormat Format => wire.Session.Context.FormatOrDefault;

    /// <summary>What the server can do.</summary>
    public Capabilities Offered => wire.Session.Context.Offered;

    /// <summary>Who the server is, in words fit for a message.</summary>
    public string Peer => wire.Peer;

    /// <summary>Wishes that were left out because the server does not offer what they need.</summary>
    public IReadOnlyList<Omission> Omitted => wire.Session.Context.Omitted;

    private UploadPackConversation Conversation => conversation ?? throw new InvalidOperationException("The session is not open.");

    /// <summary>Tells the server that nothing more will come, and closes the connection. Never waits long.</summary>
    public ValueTask DisposeAsync() => wire.CloseAsync(conversation is { } open ? open.LeaveAsync : null);

    internal static async ValueTask<GitSession> OpenAsync(GitConnection connection, GitUrl? called, GitClientOptions options, CancellationToken cancellationToken)
    {
        var session = new GitSession(connection, options);
        try
        {
            session.conversation = await session.wire.GuardAsync(() => session.GreetAsync(called, cancellationToken)).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<UploadPackConversation> GreetAsync(GitUrl? called, CancellationToken cancellationToken)
    {
        await wire.CallAsync(GitProtoRequestService.UploadPack, called, cancellationToken).ConfigureAwait(false);
        var session = wire.Session;
        session.Begin(FetchV0Flow.Table);
        var headed = wire.Turns.IsStateless && await HttpGreeting.TakeHeaderAsync(session, HttpService.UploadPack, cancellationToken).ConfigureAwait(false);
        var first = await session.ReaderOf(Role.Server).PeekAsync(cancellationToken).ConfigureAwait(false);
        ReadError error = default;
        if (V2Advertisement.Starts(first, session.Context, ref error))
            return await V2Conversation.OpenAsync(wire, options, cancellationToken).ConfigureAwait(false);
        if (wire.Turns.IsStateless && !headed)
            throw HttpGreeting.Missing(session, first);
        return await V0Conversation.OpenAsync(wire, options, cancellationToken).ConfigureAwait(false);
    }
}

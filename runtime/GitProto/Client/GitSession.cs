using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>
/// A conversation with one repository of a server. One thing at a time. After an error that leaves open what the server will say next, it cannot be
/// used any more, and its connection is closed.
/// </summary>
public sealed partial class GitSession : IAsyncDisposable
{
    private readonly GitConnection connection;
    private readonly TimedPipe pipe;
    private readonly WireSession wire;
    private readonly GitClientOptions options;
    private readonly RemoteText? remoteText;
    private UploadPackConversation? conversation;
    private Exception? broken;
    private bool disposed;

    private GitSession(GitConnection connection, GitClientOptions options)
    {
        (this.connection, this.options) = (connection, options);
        remoteText = options.IsQuiet ? null : new RemoteText(Tell);
        var context = new WireContext
        {
            Limits = options.Limits,
            Observer = options.Observer,
            Progress = remoteText is null ? null : remoteText.Write,
        };
        pipe = new TimedPipe(connection, options.Timeouts, options.TimeProvider) { State = () => context.Where };
        wire = new WireSession(pipe, Role.Client, Role.Server, context);
    }

    /// <summary>The protocol that the server speaks: 0, 1 or 2.</summary>
    public int Protocol => Conversation.Version;

    /// <summary>The hash that names the objects of the repository.</summary>
    public ObjectFormat Format => wire.Context.FormatOrDefault;

    /// <summary>What the server can do.</summary>
    public Capabilities Offered => wire.Context.Offered;

    /// <summary>Who the server is, in words fit for a message.</summary>
    public string Peer => connection.Peer;

    /// <summary>Wishes that were left out because the server does not offer what they need.</summary>
    public IReadOnlyList<Omission> Omitted => wire.Context.Omitted;

    private UploadPackConversation Conversation => conversation ?? throw new InvalidOperationException("The session is not open.");

    /// <summary>Tells the server that nothing more will come, and closes the connection. Never waits long.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        if (broken is null && conversation is not null)
            await LeaveAsync(conversation).ConfigureAwait(false);
        pipe.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    internal static async ValueTask<GitSession> OpenAsync(GitConnection connection, GitUrl? called, GitClientOptions options, CancellationToken cancellationToken)
    {
        var session = new GitSession(connection, options);
        try
        {
            session.conversation = await session.GuardAsync(() => session.GreetAsync(called, cancellationToken)).ConfigureAwait(false);
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
        if (called is not null)
        {
            IReadOnlyList<GitProtoRequestExtra> extras = options.Protocol > 0 ? [new GitProtoRequestExtraVersion(options.Protocol)] : [];
            var request = new GitProtoRequestRequest(GitProtoRequestService.UploadPack, called.Path, Host(called), extras);
            await ConnectFlow.Client.Begin(wire).SendAsync(new GitProtoRequest { Request = request }, cancellationToken).ConfigureAwait(false);
        }
        pipe.ExpectAnswer();
        wire.Begin(FetchV0Flow.Table);
        var first = await wire.ReaderOf(Role.Server).PeekAsync(cancellationToken).ConfigureAwait(false);
        ReadError error = default;
        return V2Advertisement.Starts(first, wire.Context, ref error)
            ? await V2Conversation.OpenAsync(wire, options, cancellationToken).ConfigureAwait(false)
            : await V0Conversation.OpenAsync(wire, options, cancellationToken).ConfigureAwait(false);
    }

    private ByteString? Host(GitUrl called) => (options.VirtualHost ?? called.Authority) is { Length: > 0 } host ? host : default(ByteString?);

    private async ValueTask LeaveAsync(UploadPackConversation conversation)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), options.TimeProvider);
            await conversation.LeaveAsync(soon.Token).ConfigureAwait(false);
            await connection.CloseWriteAsync(soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or GitProtoException or InvalidOperationException)
        {
            // The server has left already.
        }
    }

    private void Tell(RemoteLine line)
    {
        options.RemoteText?.Invoke(line);
        if (options.Progress is { } progress && RemoteProgress.TryParse(line, out var found))
            progress.Report(found);
    }
}

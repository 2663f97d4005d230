using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>The connection of one session: its packets, what the server says to people, and how it ends.</summary>
internal sealed partial class ClientWire : IAsyncDisposable
{
    private readonly GitConnection connection;
    private readonly TimedPipe pipe;
    private readonly GitClientOptions options;
    private Exception? broken;
    private bool disposed;

    public ClientWire(GitConnection connection, GitClientOptions options)
    {
        (this.connection, this.options) = (connection, options);
        RemoteText = options.IsQuiet ? null : new RemoteText(Tell);
        var context = new WireContext
        {
            Limits = options.Limits,
            Observer = options.Observer,
            Progress = RemoteText is null ? null : RemoteText.Write,
            Stateless = connection is HttpConnection,
        };
        pipe = new TimedPipe(connection, options.Timeouts, options.TimeProvider) { State = () => context.Where };
        Session = new WireSession(pipe, Role.Client, Role.Server, context);
        Turns = new Turns(Session, pipe, connection as HttpConnection);
    }

    /// <summary>The packets of both directions.</summary>
    public WireSession Session { get; }

    /// <summary>Where one request ends and the next begins, if the transport parts them.</summary>
    public Turns Turns { get; }

    /// <summary>Cuts what the server says to people into lines; null if nobody listens.</summary>
    public RemoteText? RemoteText { get; }

    /// <summary>Who the server is, in words fit for a message.</summary>
    public string Peer => connection.Peer;

    /// <summary>Asks a git:// server for a service, and expects it to speak.</summary>
    /// <param name="service">The service.</param>
    /// <param name="called">The URL; null if the service is at the other end already.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask CallAsync(GitProtoRequestService service, GitUrl? called, CancellationToken cancellationToken)
    {
        if (called is not null)
        {
            IReadOnlyList<GitProtoRequestExtra> extras = options.Protocol > 0 ? [new GitProtoRequestExtraVersion(options.Protocol)] : [];
            var request = new GitProtoRequestRequest(service, called.Path, Host(called), extras);
            await ConnectFlow.Client.Begin(Session).SendAsync(new GitProtoRequest { Request = request }, cancellationToken).ConfigureAwait(false);
        }
        pipe.ExpectAnswer();
    }

    /// <summary>Says farewell if the server waits for one, and closes the connection. Never waits long.</summary>
    public async ValueTask CloseAsync(Func<CancellationToken, ValueTask>? leave)
    {
        if (disposed)
            return;
        disposed = true;
        if (broken is null && leave is not null && !Session.Context.Stateless)
            await LeaveAsync(leave).ConfigureAwait(false);
        pipe.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the connection without a word.</summary>
    public ValueTask DisposeAsync() => CloseAsync(null);

    /// <summary>Ends what is sent, and waits for a program at the other end until it has done what it still has to do.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        Func<CancellationToken, Task>? ended = connection switch
        {
            ProcessConnection process => token => process.WaitForExitAsync(token).AsTask(),
            InProcessConnection { Served: { } served } => served.WaitAsync,
            _ => null,
        };
        if (ended is null)
            return;
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(options.Timeouts.Think);
        try
        {
            await connection.CloseWriteAsync(soon.Token).ConfigureAwait(false);
            await ended(soon.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // It has closed its side, or does not end; what it had to say was said.
        }
    }

    private ByteString? Host(GitUrl called) => (options.VirtualHost ?? called.Authority) is { Length: > 0 } host ? host : default(ByteString?);

    private async ValueTask LeaveAsync(Func<CancellationToken, ValueTask> leave)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), options.TimeProvider);
            await leave(soon.Token).ConfigureAwait(false);
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

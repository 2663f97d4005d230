using System.IO.Pipelines;
using GitProto.Client;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>
/// A conversation over HTTP: first an advertisement, then turns, each a request and its answer. The far end keeps nothing in between.
/// </summary>
internal sealed class HttpConnection : GitConnection
{
    private readonly CancellationTokenSource closing = new();
    private readonly TurnReader input = new();
    private readonly TurnWriter output = new();
    private HttpTurn? turn;
    private long sent;
    private bool isOpenRequest;
    private int disposed;

    private HttpConnection(GitUrl url, HttpService service, GitClientOptions options)
    {
        (Options, Media, IsPush) = (options, HttpMedia.Of(service), service == HttpService.ReceivePack);
        Compresses = options.Http.CompressRequests && service == HttpService.UploadPack;
        Exchange = new HttpExchange(url, Media, options);
    }

    /// <inheritdoc/>
    public override PipeReader Input => input;

    /// <inheritdoc/>
    public override PipeWriter Output => output;

    /// <inheritdoc/>
    public override string Peer => Exchange.Place.ToString();

    /// <inheritdoc/>
    public override long BytesSent => Volatile.Read(ref sent);

    /// <inheritdoc/>
    internal override Exception? Failure => turn?.Failure;

    /// <summary>Names the state of the conversation for messages.</summary>
    public Func<string?>? State { get; set; }

    /// <summary>How the client talks.</summary>
    public GitClientOptions Options { get; }

    /// <summary>The media types of the service.</summary>
    public HttpMedia Media { get; }

    /// <summary>Whether a request changes something.</summary>
    public bool IsPush { get; }

    /// <summary>Whether larger requests go in gzip. Packs are never worth it.</summary>
    public bool Compresses { get; }

    /// <summary>Sends the requests.</summary>
    public HttpExchange Exchange { get; }

    /// <summary>The body of a probe.</summary>
    public byte[] LoneFlush { get; } = LoneFlushBytes();

    /// <summary>Asks a repository for its advertisement.</summary>
    public static async ValueTask<HttpConnection> OpenAsync(GitUrl url, HttpService service, GitClientOptions options, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection(url, service, options);
        try
        {
            await connection.GreetAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins the next turn. The answer of the last must have been read to its end.</summary>
    public void BeginTurn()
    {
        turn = HttpTurn.Begin(this, closing.Token);
        (input.Turn, output.Turn, isOpenRequest) = (turn.Answer, turn.Request, true);
    }

    /// <summary>Says that the request of this turn is complete.</summary>
    public ValueTask EndRequestAsync()
    {
        if (!isOpenRequest)
            return ValueTask.CompletedTask;
        isOpenRequest = false;
        return turn!.Request.CompleteAsync();
    }

    /// <summary>Counts what went out.</summary>
    public void Sent(long bytes) => Interlocked.Add(ref sent, bytes);

    /// <inheritdoc/>
    public override async ValueTask CloseWriteAsync(CancellationToken cancellationToken = default)
    {
        await Output.FlushAsync(cancellationToken).ConfigureAwait(false);
        await EndRequestAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        if (turn is { } open)
        {
            await open.Request.CompleteAsync().ConfigureAwait(false);
            await open.Ending.ConfigureAwait(false);
        }
        Exchange.Dispose();
        closing.Dispose();
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var limit = Options.Timeouts.Think;
        using var timer = new CancellationTokenSource(limit, Options.TimeProvider);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            var response = await Exchange.DiscoverAsync(both.Token).ConfigureAwait(false);
            try
            {
                await HttpAnswers.DemandAsync(response, Media.Advertisement, Exchange, both.Token).ConfigureAwait(false);
            }
            catch
            {
                response.Dispose();
                throw;
            }
            turn = HttpTurn.Begun(this, response, closing.Token);
            input.Turn = turn.Answer;
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new GitTimeoutException(nameof(GitTimeouts.Think), limit, $"no answer of '{Exchange.Place}'", "discovery");
        }
    }

    private static byte[] LoneFlushBytes()
    {
        using var bytes = new MemoryStream();
        var writer = new PacketWriter(PipeWriter.Create(bytes), new WireContext(), Role.Client);
        writer.WriteSpecial(PacketKind.Flush);
        var flushed = writer.Output.FlushAsync();
        System.Diagnostics.Debug.Assert(flushed.IsCompleted, "A memory stream takes all at once.");
        return bytes.ToArray();
    }
}

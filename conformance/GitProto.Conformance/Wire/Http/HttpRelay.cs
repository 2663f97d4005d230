using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Server;

namespace GitProto.Conformance.Wire.Http;

/// <summary>
/// Stands between a client and a server of smart HTTP: keeps the bodies that pass, and changes their packets where a fault says so. Heads pass as they are but for the
/// host; a body in chunks goes on in chunks, perhaps others.
/// </summary>
internal sealed class HttpRelay : IRelay
{
    private readonly Uri server;
    private readonly WireLog log;
    private readonly IPacketFault? fault;
    private readonly AnswerChange? change;
    private readonly RelayListener listener;
    private HttpRecording? current;

    /// <summary>Begins to listen on a free port of this machine.</summary>
    /// <param name="server">What stands in front of the names of repositories at the server; it ends in a slash.</param>
    /// <param name="log">Keeps what passes.</param>
    /// <param name="fault">Which packets are changed; null for none.</param>
    /// <param name="change">Which answers are changed; null for none.</param>
    public HttpRelay(Uri server, WireLog log, IPacketFault? fault = null, AnswerChange? change = null)
    {
        (this.server, this.log, this.fault, this.change) = (server, log, fault, change);
        listener = new RelayListener(ServeAsync);
    }

    public string? SshCommand => null;

    public string Url(string repository) => new UriBuilder(new Uri(server, repository)) { Scheme = Uri.UriSchemeHttp, Host = listener.EndPoint.Address.ToString(), Port = listener.EndPoint.Port }.Uri.AbsoluteUri;

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var near = new NetworkStream(socket, ownsSocket: false);
        using var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(server.DnsSafeHost, server.Port, stop);
        await using var far = await SecureAsync(connection.GetStream(), stop);
        var (asked, answered) = (PipeReader.Create(near), PipeReader.Create(far));
        while (await HttpHead.ReadAsync(asked, stop) is { } request)
        {
            var exchange = Begin(request);
            var head = request.With("Host", server.Authority);
            var asking = PassAsync(Role.Client, head, new HttpBodyStream(head, asked, isAnswer: false), exchange, far, stop);
            // A server may answer before it has read all; and one that hangs up then has still answered.
            if (!await AnswerAsync(exchange, answered, near, stop) || !await asking)
                return;
        }
    }

    private async Task<Stream> SecureAsync(NetworkStream stream, CancellationToken stop)
    {
        if (server.Scheme != Uri.UriSchemeHttps)
            return stream;
        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.DnsSafeHost }, stop);
        return secure;
    }

    private RecordedExchange Begin(HttpHead request)
    {
        if (current is null || SmartHttpRequest.Read(request.Git()) is { Refusal: null, AdvertiseOnly: true })
            current = log.BeginHttp();
        return current.Begin(fault?.Sender == Role.Client ? request.With(HttpTransport.EncodingHeader, null) : request);
    }

    /// <summary>Passes the answer on.</summary>
    /// <returns>True if another exchange may follow on the connection.</returns>
    private async Task<bool> AnswerAsync(RecordedExchange exchange, PipeReader answered, Stream near, CancellationToken stop)
    {
        HttpHead answer;
        while (true)
        {
            answer = await HttpHead.ReadAsync(answered, stop) ?? throw new IOException("The server hung up.");
            if (answer.Status is < 100 or >= 200)
                break;
            await near.WriteAsync(answer.Bytes, stop);
        }
        var hasBody = exchange.Request.Method != "HEAD" && answer.Status is not (204 or 304);
        var body = hasBody ? new HttpBodyStream(answer, answered, isAnswer: true) : Stream.Null;
        if (change?.Head(exchange.Request, answer) is { } changed)
            return await ChangeAsync(change, changed, Inflated(answer, body), exchange, near, stop) && !answer.Closes;
        exchange.Answer = answer;
        return await PassAsync(Role.Server, answer, body, exchange, near, stop) && !answer.Closes && (!hasBody || answer.IsChunked || answer.Length is not null);
    }

    /// <returns>True: the answer has a length, so that another exchange may follow.</returns>
    private static async Task<bool> ChangeAsync(AnswerChange change, HttpHead head, Stream body, RecordedExchange exchange, Stream to, CancellationToken stop)
    {
        using var all = new MemoryStream();
        await body.CopyToAsync(all, stop);
        var bytes = change.Body(all.ToArray());
        exchange.Answer = head.With("Transfer-Encoding", null).With(HttpTransport.EncodingHeader, null).With("Content-Length", bytes.Length.ToString(CultureInfo.InvariantCulture));
        exchange.Add(Role.Server, bytes);
        await to.WriteAsync(exchange.Answer.Bytes, stop);
        await SendAsync(to, bytes, false, stop);
        return true;
    }

    /// <returns>False if the fault says that the stream ends.</returns>
    private async Task<bool> PassAsync(Role sender, HttpHead head, Stream body, RecordedExchange exchange, Stream to, CancellationToken stop)
    {
        if (fault?.Sender == sender && body != Stream.Null && (head.IsChunked || head.Length is not 0 and not null || sender == Role.Server))
            return await ChangeAsync(fault, head, body, exchange, to, stop);
        await to.WriteAsync(head.Bytes, stop);
        var buffer = new byte[32 * 1024];
        for (var read = await body.ReadAsync(buffer, stop); read > 0; read = await body.ReadAsync(buffer, stop))
        {
            exchange.Add(sender, buffer.AsSpan(0, read));
            await SendAsync(to, buffer.AsMemory(0, read), head.IsChunked, stop);
        }
        if (head.IsChunked)
            await SendAsync(to, default, true, stop);
        return true;
    }

    private static async Task<bool> ChangeAsync(IPacketFault changing, HttpHead head, Stream body, RecordedExchange exchange, Stream to, CancellationToken stop)
    {
        await to.WriteAsync(head.With("Content-Length", null).With(HttpTransport.EncodingHeader, null).With("Transfer-Encoding", "chunked").Bytes, stop);
        var packets = new PacketCutter(PipeReader.Create(Inflated(head, body)));
        var ends = false;
        for (var packet = await packets.NextAsync(stop); packet.Length > 0 && !ends; packet = ends ? [] : await packets.NextAsync(stop))
        {
            var action = changing.Decide(packet);
            exchange.Add(changing.Sender, action.Bytes);
            if (action.Bytes.Length > 0)
                await SendAsync(to, action.Bytes, true, stop);
            ends = action.Ends;
        }
        await SendAsync(to, default, true, stop);
        return !ends;
    }

    private static Stream Inflated(HttpHead head, Stream body) => head[HttpTransport.EncodingHeader] is "gzip" or "x-gzip" ? new GZipStream(body, CompressionMode.Decompress) : body;

    private static async Task SendAsync(Stream to, ReadOnlyMemory<byte> piece, bool isChunk, CancellationToken stop)
    {
        if (isChunk)
            await to.WriteAsync(Encoding.ASCII.GetBytes($"{piece.Length:x}\r\n"), stop);
        await to.WriteAsync(piece, stop);
        if (isChunk)
            await to.WriteAsync("\r\n"u8.ToArray(), stop);
    }
}

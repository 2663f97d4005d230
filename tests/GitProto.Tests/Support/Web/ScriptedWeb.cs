using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GitProto.Tests;

/// <summary>A web server on loopback that answers as a test says. It speaks just enough HTTP to take requests apart.</summary>
internal sealed class ScriptedWeb : IAsyncDisposable
{
    private readonly LoopbackListener listener;
    private readonly Func<WebRequest, WebAnswer> answer;
    private readonly X509Certificate2? certificate;
    private readonly Func<WebRequest, bool> readsBody;
    private readonly List<WebRequest> requests = [];
    private int connections;

    /// <summary>Starts.</summary>
    /// <param name="answer">What to say.</param>
    /// <param name="certificate">The certificate of the server, to speak TLS.</param>
    /// <param name="readsBody">Whether a request is read to its end before it is answered.</param>
    public ScriptedWeb(Func<WebRequest, WebAnswer> answer, X509Certificate2? certificate = null, Func<WebRequest, bool>? readsBody = null)
    {
        (this.answer, this.certificate, this.readsBody) = (answer, certificate, readsBody ?? (_ => true));
        listener = new LoopbackListener(TalkAsync);
    }

    public int Port => listener.Port;

    public IReadOnlyList<WebRequest> Requests
    {
        get
        {
            lock (requests)
                return [.. requests];
        }
    }

    /// <summary>Connections that were opened.</summary>
    public int Connections => connections;

    public string Url(string login = "", string host = "127.0.0.1", string path = "/r.git") =>
        string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://{(login.Length == 0 ? "" : login + "@")}{host}:{Port}{path}");

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task TalkAsync(TcpClient client, CancellationToken stop)
    {
        Interlocked.Increment(ref connections);
        await using Stream stream = certificate is null ? client.GetStream() : new SslStream(client.GetStream());
        if (stream is SslStream secure)
            await secure.AuthenticateAsServerAsync(certificate!);
        while (await ReadHeadAsync(stream, stop) is { } request)
        {
            if (readsBody(request))
                request = request with { Body = await ReadBodyAsync(stream, request, stop) };
            lock (requests)
                requests.Add(request);
            var said = answer(request);
            await stream.WriteAsync(said.Bytes, stop);
            if (said.Hangs)
                await Task.Delay(Timeout.Infinite, stop);
            if (said.Closes)
                return;
            if (request.Body.Length == 0 && !readsBody(request))
                await ReadBodyAsync(stream, request, stop);
        }
    }

    private static async Task<WebRequest?> ReadHeadAsync(Stream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop) == 0)
                return null;
            head.Append((char)one[0]);
        }
        var text = head.ToString().TrimEnd();
        var words = text.Split("\r\n")[0].Split(' ');
        return new WebRequest(words[0], words[1], text, []);
    }

    private static async Task<byte[]> ReadBodyAsync(Stream stream, WebRequest request, CancellationToken stop)
    {
        using var body = new MemoryStream();
        if (request.Header("Transfer-Encoding") != "chunked")
        {
            await CopyAsync(stream, body, int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture), stop);
            return body.ToArray();
        }
        while (true)
        {
            var size = int.Parse(await ReadLineAsync(stream, stop), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await CopyAsync(stream, body, size, stop);
            await ReadLineAsync(stream, stop);
            if (size == 0)
                return body.ToArray();
        }
    }

    private static async Task<string> ReadLineAsync(Stream stream, CancellationToken stop)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 2 || line[^1] != '\n')
        {
            if (await stream.ReadAsync(one, stop) == 0)
                throw new EndOfStreamException();
            line.Append((char)one[0]);
        }
        return line.ToString().TrimEnd();
    }

    private static async Task CopyAsync(Stream stream, MemoryStream body, int length, CancellationToken stop)
    {
        var buffer = new byte[length];
        await stream.ReadExactlyAsync(buffer, stop);
        body.Write(buffer);
    }
}

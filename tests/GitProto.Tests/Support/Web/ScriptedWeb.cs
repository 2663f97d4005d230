using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GitProto.Tests;

/// <summary>A web server on loopback that answers as a test says. It speaks just enough HTTP to take requests apart.</summary>
internal sealed class ScriptedWeb : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<WebRequest, WebAnswer> answer;
    private readonly X509Certificate2? certificate;
    private readonly Func<WebRequest, bool> readsBody;
    private readonly Task accepting;
    private readonly List<WebRequest> requests = [];

    /// <summary>Starts.</summary>
    /// <param name="answer">What to say.</param>
    /// <param name="certificate">The certificate of the server, to speak TLS.</param>
    /// <param name="readsBody">Whether a request is read to its end before it is answered.</param>
    public ScriptedWeb(Func<WebRequest, WebAnswer> answer, X509Certificate2? certificate = null, Func<WebRequest, bool>? readsBody = null)
    {
        (this.answer, this.certificate, this.readsBody) = (answer, certificate, readsBody ?? (_ => true));
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<WebRequest> Requests
    {
        get
        {
            lock (requests)
                return [.. requests];
        }
    }

    /// <summary>Connections that were opened.</summary>
    public int Connections { get; private set; }

    public string Url(string login = "", string host = "127.0.0.1", string path = "/r.git") =>
        string.Create(CultureInfo.InvariantCulture, $"{(certificate is null ? "http" : "https")}://{(login.Length == 0 ? "" : login + "@")}{host}:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Connections++;
                talks.Add(Task.Run(() => TalkAsync(client)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using Stream stream = certificate is null ? client.GetStream() : new SslStream(client.GetStream());
                if (stream is SslStream secure)
                    await secure.AuthenticateAsServerAsync(certificate!);
                while (await ReadHeadAsync(stream) is { } request)
                {
                    if (readsBody(request))
                        request = request with { Body = await ReadBodyAsync(stream, request) };
                    lock (requests)
                        requests.Add(request);
                    var said = answer(request);
                    await stream.WriteAsync(said.Bytes, stop.Token);
                    if (said.Hangs)
                        await Task.Delay(Timeout.Infinite, stop.Token);
                    if (said.Closes)
                        return;
                    if (request.Body.Length == 0 && !readsBody(request))
                        await ReadBodyAsync(stream, request);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException or SocketException)
            {
                // The client has left, or the test is over.
            }
        }
    }

    private async Task<WebRequest?> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        var text = head.ToString().TrimEnd();
        var words = text.Split("\r\n")[0].Split(' ');
        return new WebRequest(words[0], words[1], text, []);
    }

    private async Task<byte[]> ReadBodyAsync(Stream stream, WebRequest request)
    {
        using var body = new MemoryStream();
        if (request.Header("Transfer-Encoding") != "chunked")
        {
            await CopyAsync(stream, body, int.Parse(request.Header("Content-Length") ?? "0", CultureInfo.InvariantCulture));
            return body.ToArray();
        }
        while (true)
        {
            var size = int.Parse(await ReadLineAsync(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await CopyAsync(stream, body, size);
            await ReadLineAsync(stream);
            if (size == 0)
                return body.ToArray();
        }
    }

    private async Task<string> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 2 || line[^1] != '\n')
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                throw new EndOfStreamException();
            line.Append((char)one[0]);
        }
        return line.ToString().TrimEnd();
    }

    private async Task CopyAsync(Stream stream, MemoryStream body, int length)
    {
        var buffer = new byte[length];
        await stream.ReadExactlyAsync(buffer, stop.Token);
        body.Write(buffer);
    }
}

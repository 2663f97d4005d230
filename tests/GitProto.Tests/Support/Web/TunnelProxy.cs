using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GitProto.Tests;

/// <summary>A proxy on loopback that opens a tunnel to any port of this machine, and notes for whom.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public TunnelProxy()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>The first lines of what was asked.</summary>
    public List<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var tunnels = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                tunnels.Add(Task.Run(() => TunnelAsync(client)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
        await Task.WhenAll(tunnels);
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var near = client.GetStream();
                var head = new StringBuilder();
                var one = new byte[1];
                while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(one, stop.Token) > 0)
                    head.Append((char)one[0]);
                var asked = head.ToString().Split("\r\n")[0];
                lock (Asked)
                    Asked.Add(asked);
                using var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, int.Parse(asked.Split(' ')[1].Split(':')[1], CultureInfo.InvariantCulture), stop.Token);
                await near.WriteAsync("HTTP/1.1 200 Open\r\n\r\n"u8.ToArray(), stop.Token);
                var far = server.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, stop.Token), far.CopyToAsync(near, stop.Token));
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // One of the two has left, or the test is over.
            }
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GitProto.Tests;

/// <summary>A proxy on loopback that opens a tunnel to any port of this machine, and notes for whom.</summary>
internal sealed class TunnelProxy : IAsyncDisposable
{
    private readonly LoopbackListener listener;

    public TunnelProxy() => listener = new LoopbackListener(TunnelAsync);

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{listener.Port}");

    /// <summary>The first lines of what was asked.</summary>
    public List<string> Asked { get; } = [];

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task TunnelAsync(TcpClient client, CancellationToken stop)
    {
        var near = client.GetStream();
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(one, stop) > 0)
            head.Append((char)one[0]);
        var asked = head.ToString().Split("\r\n")[0];
        lock (Asked)
            Asked.Add(asked);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, int.Parse(asked.Split(' ')[1].Split(':')[1], CultureInfo.InvariantCulture), stop);
        await near.WriteAsync("HTTP/1.1 200 Open\r\n\r\n"u8.ToArray(), stop);
        var far = server.GetStream();
        await Task.WhenAny(near.CopyToAsync(far, stop), far.CopyToAsync(near, stop));
    }
}

using System.Net;
using System.Net.Sockets;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Both ends of one kind of connection. The far end does what the test says, or nothing at all.</summary>
internal sealed class Transport(GitConnection near, GitConnection? far, params IAsyncDisposable[] others) : IAsyncDisposable
{
    public static readonly string[] Kinds = ["in process", "tcp", "process", "stdio"];

    public GitConnection Near => near;

    public GitConnection Far => far ?? throw new InvalidOperationException("The far end is a program.");

    /// <summary>Opens a connection whose far end is quiet and does not read.</summary>
    public static async Task<Transport> OpenSilentAsync(string kind) => kind switch
    {
        "process" => new Transport(ProcessConnection.Start(new ProcessCommand("/bin/sleep", "600")), null),
        "stdio" => await OpenStdioAsync(),
        _ => await OpenAsync(kind),
    };

    /// <summary>Opens a connection with both ends in hand.</summary>
    public static async Task<Transport> OpenAsync(string kind)
    {
        if (kind == "stdio")
            return await OpenStdioAsync();
        if (kind == "in process")
        {
            var (client, server) = InProcessConnection.CreatePair();
            return new Transport(client, server);
        }
        var (near, far) = await TcpPairAsync();
        return new Transport(TcpConnection.Wrap(near), TcpConnection.Wrap(far));
    }

    public async ValueTask DisposeAsync()
    {
        await near.DisposeAsync();
        if (far is not null)
            await far.DisposeAsync();
        foreach (var other in others)
            await other.DisposeAsync();
    }

    private static async Task<Transport> OpenStdioAsync()
    {
        // A socket stands in for the standard streams; only its blocking calls are used.
        var (near, far) = await TcpPairAsync();
        var stream = new NetworkStream(near, ownsSocket: true);
        return new Transport(new StdioConnection(stream, stream), TcpConnection.Wrap(far));
    }

    private static async Task<(Socket Near, Socket Far)> TcpPairAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await near.ConnectAsync(listener.LocalEndPoint!);
        return (near, await listener.AcceptAsync());
    }
}

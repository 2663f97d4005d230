using System.Net;
using System.Net.Sockets;

namespace GitProto.Conformance.Wire;

/// <summary>Listens on a free port of the loopback address, and serves each connection until it is closed.</summary>
internal sealed class RelayListener : IAsyncDisposable
{
    /// <summary>How long connections that are open may go on once it is closed.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly Func<Socket, CancellationToken, Task> serve;
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private bool closed;

    /// <summary>Begins to listen.</summary>
    /// <param name="serve">Serves a connection; that one side goes away is no error.</param>
    public RelayListener(Func<Socket, CancellationToken, Task> serve)
    {
        this.serve = serve;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Where clients find it.</summary>
    public IPEndPoint EndPoint { get; }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, true))
            return;
        // What a side has sent before it left still arrives.
        listener.Dispose();
        stop.CancelAfter(Grace);
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await listener.AcceptAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The relay was closed.
        }
        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket client)
    {
        using var near = client;
        near.NoDelay = true;
        try
        {
            await serve(near, stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // One side has gone: the other learns it by the closing of its connection.
        }
    }
}

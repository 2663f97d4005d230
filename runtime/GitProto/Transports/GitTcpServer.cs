using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace GitProto.Transports;

/// <summary>Accepts TCP connections and hands each to a handler. It knows nothing of what is said on them.</summary>
public sealed class GitTcpServer : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly GitTcpServerOptions options;
    private readonly Func<TcpConnection, CancellationToken, Task> serve;
    private readonly SemaphoreSlim slots;
    private readonly CancellationTokenSource accepting = new();
    private readonly CancellationTokenSource serving = new();
    private readonly ConcurrentDictionary<long, Task> connections = new();
    private readonly Task loop;
    private long count;
    private int disposed;

    private GitTcpServer(Socket listener, GitTcpServerOptions options, Func<TcpConnection, CancellationToken, Task> serve)
    {
        (this.listener, this.options, this.serve) = (listener, options, serve);
        EndPoint = (IPEndPoint)listener.LocalEndPoint!;
        slots = new SemaphoreSlim(options.MaxConnections);
        loop = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The port it listens on.</summary>
    public int Port => EndPoint.Port;

    /// <summary>Connections being served now.</summary>
    public int ConnectionCount => connections.Count;

    /// <summary>Starts to listen.</summary>
    /// <param name="serve">Serves one connection; the token ends it when the server is stopped for good. The connection is closed afterwards.</param>
    /// <param name="options">Where and how much.</param>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public static GitTcpServer Start(Func<TcpConnection, CancellationToken, Task> serve, GitTcpServerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(serve);
        options ??= GitTcpServerOptions.Default;
        var listener = new Socket(options.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(new IPEndPoint(options.Address, options.Port));
            listener.Listen(options.Backlog);
            return new GitTcpServer(listener, options, serve);
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new IOException($"Cannot listen on {options.Address} port {options.Port}: {e.Message}", e);
        }
    }

    /// <summary>Takes no new connection, and waits until those that are open have ended.</summary>
    /// <param name="cancellationToken">Ends the wait: what is still open is cancelled.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => Volatile.Read(ref disposed) == 1 ? Task.CompletedTask : EndAsync(cancellationToken);

    /// <summary>Stops at once: open connections are cancelled and waited for.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 1)
            return;
        await EndAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        slots.Dispose();
        accepting.Dispose();
        serving.Dispose();
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        // Before anything is awaited: once this returns its task, nobody new can connect.
        accepting.Cancel();
        listener.Dispose();
        await loop.ConfigureAwait(false);
        var open = Task.WhenAll(connections.Values);
        using (cancellationToken.Register(serving.Cancel))
            await open.ConfigureAwait(false);
    }

    private async Task AcceptAsync()
    {
        while (!accepting.IsCancellationRequested)
        {
            try
            {
                await slots.WaitAsync(accepting.Token).ConfigureAwait(false);
                Begin(await AcceptOneAsync().ConfigureAwait(false));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Stopped. Whether the token or the closed socket ends the wait first decides what is thrown.
                return;
            }
        }
    }

    private async Task<Socket> AcceptOneAsync()
    {
        while (true)
        {
            try
            {
                return await listener.AcceptAsync(accepting.Token).ConfigureAwait(false);
            }
            catch (SocketException e) when (!accepting.IsCancellationRequested)
            {
                // The peer was gone again, or no descriptor was free: neither may end the server, nor make it spin.
                options.OnError?.Invoke(e, null);
                await Task.Delay(TimeSpan.FromMilliseconds(100), accepting.Token).ConfigureAwait(false);
            }
        }
    }

    private void Begin(Socket socket)
    {
        var id = Interlocked.Increment(ref count);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connections[id] = Task.Run(async () =>
        {
            await started.Task.ConfigureAwait(false);
            await ServeAsync(socket).ConfigureAwait(false);
            connections.TryRemove(id, out _);
            slots.Release();
        });
        started.SetResult();
    }

    private async Task ServeAsync(Socket socket)
    {
        EndPoint? peer = null;
        try
        {
            peer = socket.RemoteEndPoint;
            await using var connection = TcpConnection.Wrap(socket);
            await serve(connection, serving.Token).ConfigureAwait(false);
            await LingerAsync(connection).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            socket.Dispose();
            options.OnError?.Invoke(e, peer);
        }
    }

    private async Task LingerAsync(TcpConnection connection)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(serving.Token);
        limit.CancelAfter(options.Linger);
        try
        {
            await connection.CloseWriteAsync(limit.Token).ConfigureAwait(false);
            while (true)
            {
                var result = await connection.Input.ReadAsync(limit.Token).ConfigureAwait(false);
                if (result.IsCompleted)
                    return;
                connection.Input.AdvanceTo(result.Buffer.End);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The peer is gone, or says more than anybody will read.
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GitProto.Transports;

/// <summary>A TCP connection.</summary>
public sealed class TcpConnection : StreamConnection
{
    private readonly Socket socket;

    private TcpConnection(Socket socket, NetworkStream stream)
        : base(stream, stream)
    {
        this.socket = socket;
        RemoteEndPoint = socket.RemoteEndPoint;
        Peer = RemoteEndPoint?.ToString() ?? "an unknown address";
    }

    /// <summary>The address of the peer.</summary>
    public EndPoint? RemoteEndPoint { get; }

    /// <inheritdoc/>
    public override string Peer { get; }

    /// <summary>Connects to a host.</summary>
    /// <param name="host">A name or an address, without brackets.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="timeouts">Its <see cref="GitTimeouts.Connect"/> bounds name resolution and all attempts together.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    /// <param name="addresses">Which addresses are taken; null for any.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <exception cref="GitTimeoutException">It took too long.</exception>
    /// <exception cref="PolicyException">The host has no address that is taken.</exception>
    /// <exception cref="IOException">The host is not known or does not answer.</exception>
    public static async ValueTask<TcpConnection> ConnectAsync(
        string host, int port, GitTimeouts? timeouts = null, TimeProvider? timeProvider = null, AddressPolicy? addresses = null, CancellationToken cancellationToken = default)
    {
        var limit = (timeouts ?? GitTimeouts.Default).Connect;
        using var timer = new CancellationTokenSource(limit, timeProvider ?? TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await (addresses is null ? socket.ConnectAsync(host, port, both.Token).AsTask() : addresses.ConnectAsync(socket, host, port, both.Token)).ConfigureAwait(false);
            return Wrap(socket);
        }
        catch (Exception e)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            var target = Escape.ForDisplay(string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"));
            if (timer.IsCancellationRequested)
                throw new GitTimeoutException(nameof(GitTimeouts.Connect), limit, $"no connection to {target}", null);
            if (e is SocketException)
                throw new IOException($"Cannot connect to {target}: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Takes over a connected socket.</summary>
    public static TcpConnection Wrap(Socket socket)
    {
        socket.NoDelay = true;
        return new TcpConnection(socket, new NetworkStream(socket, ownsSocket: true));
    }

    private protected override void EndOutput()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException e)
        {
            throw new IOException("The peer is gone.", e);
        }
    }

    private protected override ValueTask AbortAsync()
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

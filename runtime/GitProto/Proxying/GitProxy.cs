using System.Globalization;
using System.Net;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Proxying;

/// <summary>Stands between clients and a server of git://: passes on what they say, shows it to a tap, and changes it where a fault says so.</summary>
public sealed class GitProxy : IAsyncDisposable
{
    private readonly Func<CancellationToken, ValueTask<GitConnection>> connect;
    private readonly GitProxyOptions options;
    private readonly GitTcpServer listener;

    private GitProxy(Func<CancellationToken, ValueTask<GitConnection>> connect, GitProxyOptions options, GitTcpServerOptions listen)
    {
        (this.connect, this.options) = (connect, options);
        listener = GitTcpServer.Start(ServeAsync, listen with { OnError = options.OnError });
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint => listener.EndPoint;

    /// <summary>Starts to listen.</summary>
    /// <param name="connect">Opens a connection to the server, for each client anew.</param>
    /// <param name="options">What is done with what passes; null for the defaults.</param>
    /// <param name="listen">Where to listen; null for any free port of the loopback interface.</param>
    /// <exception cref="IOException">The port is taken or not allowed.</exception>
    public static GitProxy Start(Func<CancellationToken, ValueTask<GitConnection>> connect, GitProxyOptions? options = null, GitTcpServerOptions? listen = null)
    {
        ArgumentNullException.ThrowIfNull(connect);
        return new GitProxy(connect, options ?? GitProxyOptions.Default, listen ?? GitTcpServerOptions.Default);
    }

    /// <summary>Takes no new client, and waits until those that are open have ended.</summary>
    /// <param name="cancellationToken">Ends the wait: what is still open is cut off.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => listener.StopAsync(cancellationToken);

    /// <summary>Stops at once.</summary>
    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(TcpConnection client, CancellationToken stop)
    {
        await using var tap = options.Tap?.Invoke(client.RemoteEndPoint);
        await using var server = await ReachAsync(client, stop).ConfigureAwait(false);
        using var relay = new ConversationRelay(tap, options.Fault?.Invoke(), options.Idle, stop);
        try
        {
            await Task.WhenAll(relay.PumpAsync(Role.Client, client, server), relay.PumpAsync(Role.Server, server, client)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone, or was cut off: the other learns it by the closing of its connection.
            if (relay.IsSilent)
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Neither side has sent anything within {options.Idle.TotalSeconds:0.###} s ({nameof(GitProxyOptions)}.{nameof(GitProxyOptions.Idle)})."), e);
        }
    }

    /// <summary>A client learns that there is no server, as from the server itself.</summary>
    private async Task<GitConnection> ReachAsync(TcpConnection client, CancellationToken stop)
    {
        try
        {
            return await connect(stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or GitProtoException)
        {
            var writer = new PacketWriter(client.Output, new WireContext(), Role.Server);
            new Error { Err = "the proxy cannot reach the server" }.Write(writer);
            await writer.FlushAsync(stop).ConfigureAwait(false);
            await client.CloseWriteAsync(stop).ConfigureAwait(false);
            throw;
        }
    }
}

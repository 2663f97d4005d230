using System.Net;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Conformance.Wire;

/// <summary>Stands between a client and a server of git://: keeps what passes, and changes it where a fault says so.</summary>
public sealed class TcpRelay : IRelay
{
    private readonly string prefix;
    private readonly GitProxy proxy;

    /// <summary>Begins to listen on a free port of this machine.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="log">Keeps what passes.</param>
    /// <param name="fault">What is changed; null for nothing.</param>
    /// <param name="prefix">What stands in front of the names of repositories at the server.</param>
    public TcpRelay(EndPoint server, WireLog log, IPacketFault? fault = null, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(log);
        this.prefix = prefix;
        var (host, port) = server is DnsEndPoint name ? (name.Host, name.Port) : (((IPEndPoint)server).Address.ToString(), ((IPEndPoint)server).Port);
        proxy = GitProxy.Start(async stop => await TcpConnection.ConnectAsync(host, port, cancellationToken: stop), new GitProxyOptions { Tap = _ => log.Begin(), Fault = () => fault });
    }

    /// <summary>Where clients find it.</summary>
    public IPEndPoint EndPoint => proxy.EndPoint;

    /// <inheritdoc/>
    public string? SshCommand => null;

    /// <inheritdoc/>
    public string Url(string repository) => GitTransport.Url(EndPoint.Address.ToString(), prefix + repository, EndPoint.Port);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What a side has sent before it left still arrives.
        using (var grace = new CancellationTokenSource(RelayListener.Grace))
            await proxy.StopAsync(grace.Token);
        await proxy.DisposeAsync();
    }
}

using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>Stands between a client and a server of git://: keeps what passes, and changes it where a fault says so.</summary>
public sealed class TcpRelay : IRelay
{
    private readonly EndPoint server;
    private readonly WireLog log;
    private readonly IPacketFault? fault;
    private readonly string prefix;
    private readonly RelayListener listener;

    /// <summary>Begins to listen on a free port of this machine.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="log">Keeps what passes.</param>
    /// <param name="fault">What is changed; null for nothing.</param>
    /// <param name="prefix">What stands in front of the names of repositories at the server.</param>
    public TcpRelay(EndPoint server, WireLog log, IPacketFault? fault = null, string prefix = "")
    {
        (this.server, this.log, this.fault, this.prefix) = (server, log, fault, prefix);
        listener = new RelayListener(ServeAsync);
    }

    /// <summary>Where clients find it.</summary>
    public IPEndPoint EndPoint => listener.EndPoint;

    /// <inheritdoc/>
    public string? SshCommand => null;

    /// <inheritdoc/>
    public string Url(string repository) => GitTransport.Url(EndPoint.Address.ToString(), prefix + repository, EndPoint.Port);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(Socket near, CancellationToken stop)
    {
        var recording = log.Begin();
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await far.ConnectAsync(server, stop);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAll(PumpAsync(Role.Client, near, far, recording, end), PumpAsync(Role.Server, far, near, recording, end));
    }

    private async Task PumpAsync(Role sender, Socket from, Socket to, ConnectionRecording recording, CancellationTokenSource end)
    {
        try
        {
            var packets = new PacketCutter(PipeReader.Create(new NetworkStream(from, ownsSocket: false)));
            var index = 0;
            for (var packet = await packets.NextAsync(end.Token); packet.Length > 0; packet = await packets.NextAsync(end.Token), index++)
            {
                var action = fault?.Sender == sender ? fault.Decide(packet, index) : FaultAction.Pass(packet);
                recording.Add(sender, action.Bytes);
                for (ReadOnlyMemory<byte> rest = action.Bytes; rest.Length > 0;)
                    rest = rest[await to.SendAsync(rest, end.Token)..];
                if (action.Ends)
                {
                    await end.CancelAsync();
                    return;
                }
            }
            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    }
}

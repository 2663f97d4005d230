using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Conformance.Wire;

/// <summary>
/// Stands between a client and its ssh: <c>ssh-through</c>, which the client runs in place of ssh, sends both directions through here. What the client sends is not yet
/// encrypted there, and what the server sends no more.
/// </summary>
internal sealed class SshRelay : IRelay
{
    private const int MaxHead = 64 * 1024;
    private readonly Func<string, string> url;
    private readonly WireLog log;
    private readonly IPacketFault? fault;
    private readonly RelayListener listener;
    private readonly Lock gate = new();
    private readonly Dictionary<string, ConnectionRecording> recordings = [];

    /// <summary>Begins to listen on a free port of this machine.</summary>
    /// <param name="through">The program <c>ssh-through</c>, where the client sees it.</param>
    /// <param name="ssh">The command line of ssh that reaches the server.</param>
    /// <param name="url">The URL of a repository at the server.</param>
    /// <param name="log">Keeps what passes.</param>
    /// <param name="fault">What is changed; null for nothing.</param>
    public SshRelay(string through, string ssh, Func<string, string> url, WireLog log, IPacketFault? fault = null)
    {
        (this.url, this.log, this.fault) = (url, log, fault);
        listener = new RelayListener(ServeAsync);
        SshCommand = $"perl '{through}' {listener.EndPoint.Port} {ssh}";
    }

    public string SshCommand { get; }

    public string Url(string repository) => url(repository);

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        var input = PipeReader.Create(stream);
        // The side, the number of the program, and what it has the other machine run.
        var words = (await HeadAsync(input, stop)).Split(' ', 3);
        var sender = words[0] == "client" ? Role.Client : Role.Server;
        var recording = Recording(words[1], words[2]);
        var packets = new PacketCutter(input);
        for (var packet = await packets.NextAsync(stop); packet.Length > 0; packet = await packets.NextAsync(stop))
        {
            var action = fault?.Sender == sender ? fault.Decide(packet) : FaultAction.Pass(packet);
            recording.Add(sender, action.Bytes);
            await stream.WriteAsync(action.Bytes, stop);
            if (action.Ends)
                return;
        }
        socket.Shutdown(SocketShutdown.Send);
    }

    private ConnectionRecording Recording(string program, string command)
    {
        lock (gate)
        {
            if (!recordings.TryGetValue(program, out var recording))
                recordings[program] = recording = log.Begin(new ConversationKind(SshRequest.Parse(command).Service));
            return recording;
        }
    }

    private static async Task<string> HeadAsync(PipeReader input, CancellationToken stop)
    {
        while (true)
        {
            var read = await input.ReadAsync(stop);
            var end = System.Buffers.BuffersExtensions.PositionOf(read.Buffer, (byte)'\n');
            if (end is { } found)
            {
                var line = Encoding.UTF8.GetString(read.Buffer.Slice(0, found));
                input.AdvanceTo(read.Buffer.GetPosition(1, found));
                return line;
            }
            if (read.IsCompleted || read.Buffer.Length > MaxHead)
                throw new IOException("ssh-through does not say who it is.");
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}

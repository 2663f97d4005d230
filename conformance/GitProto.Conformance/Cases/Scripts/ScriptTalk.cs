using System.Globalization;
using System.IO.Pipelines;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Web;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>Says the requests of a script over a transport, and hears what comes back.</summary>
internal static class ScriptTalk
{
    private const string Shell = "/bin/sh";

    /// <summary>How long a server may be silent where an answer is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Talks.</summary>
    /// <param name="script">What is said.</param>
    /// <param name="says">The requests.</param>
    /// <param name="relay">What stands in front of the server.</param>
    /// <param name="transport">What carries it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The packets behind the greeting and behind each request.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<byte[]>>> RunAsync(Script script, IReadOnlyList<ScriptTurn> says, IRelay relay, TransportKind transport, CancellationToken cancellationToken)
    {
        if (transport == TransportKind.Http)
            return await OverWebAsync(script, says, relay, cancellationToken);
        var address = GitUrl.Parse(relay.Url(script.Repository));
        await using var connection = relay.SshCommand is { } ssh ? Run(script, address, ssh) : await DialAsync(script, address, cancellationToken);
        var packets = new PacketCutter(connection.Input);
        List<IReadOnlyList<byte[]>> turns = [await HearAsync(packets, Patience, cancellationToken)];
        foreach (var turn in says)
        {
            try
            {
                await connection.Output.WriteAsync(turn.Bytes, cancellationToken);
                if (turn.Ends)
                    await connection.CloseWriteAsync(cancellationToken);
            }
            catch (IOException)
            {
                // A server that has refused reads no more.
                break;
            }
            turns.Add(await HearAsync(packets, turn.Pause ?? Patience, cancellationToken));
        }
        return turns;
    }

    private static async Task<GitConnection> DialAsync(Script script, GitUrl address, CancellationToken cancellationToken)
    {
        var connection = await TcpConnection.ConnectAsync(address.Host, address.EffectivePort, cancellationToken: cancellationToken);
        IReadOnlyList<GitProtoRequestExtra> extras = script.Protocol > 0 ? [new GitProtoRequestExtraVersion(script.Protocol)] : [];
        await connection.Output.WriteAsync(PacketBytes.Of(new GitProtoRequest { Request = new GitProtoRequestRequest(script.Service, address.Path, (ByteString)address.Authority, extras) }, Role.Client), cancellationToken);
        return connection;
    }

    /// <summary>What a client would run.</summary>
    private static ProcessConnection Run(Script script, GitUrl address, string ssh)
    {
        var path = ShellQuote.Wrap(address.Path.ToString());
        var command = script.Service == GitProtoRequestService.ReceivePack ? SshTransport.ReceivePack(path) : SshTransport.UploadPack(path);
        string[] port = address.Port is { } number ? [SshTransport.OptionPort, number.ToString(CultureInfo.InvariantCulture)] : [];
        var host = address.User is { } user ? $"{user}@{address.Host}" : address.Host;
        return ProcessConnection.Start(new ProcessCommand(Shell, ["-c", $"{ssh} \"$@\"", "ssh", "-o", SshTransport.SendEnvironment, .. port, host, command])
        {
            Environment = new Dictionary<string, string?> { [ProtocolVersionTransport.Environment] = script.Protocol > 0 ? ProtocolVersionTransport.Version(script.Protocol) : null },
        });
    }

    /// <summary>Each request is one of HTTP; what the advertisement says is the greeting.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<byte[]>>> OverWebAsync(Script script, IReadOnlyList<ScriptTurn> says, IRelay relay, CancellationToken cancellationToken)
    {
        var isPush = script.Service == GitProtoRequestService.ReceivePack;
        var (service, type) = isPush ? (HttpService.ReceivePack, HttpTransport.ReceivePackRequest) : (HttpService.UploadPack, HttpTransport.UploadPackRequest);
        using var talk = new WebTalk(new Uri(relay.Url("")), cancellationToken);
        List<IReadOnlyList<byte[]>> turns = [await CutAsync(await talk.DiscoverAsync(script.Repository, service, script.Protocol), cancellationToken)];
        foreach (var turn in says)
        {
            try
            {
                turns.Add(await CutAsync(await talk.TurnAsync(script.Repository, service, type, new ByteArrayContent(turn.Bytes), script.Protocol), cancellationToken));
            }
            catch (HttpRequestException)
            {
                // The request was cut on its way, or the server hung up.
                break;
            }
        }
        return turns;
    }

    private static async Task<IReadOnlyList<byte[]>> CutAsync(WebAnswer answer, CancellationToken cancellationToken)
    {
        var packets = new PacketCutter(PipeReader.Create(new MemoryStream(answer.Body ?? [])));
        var all = new List<byte[]>();
        while (await packets.NextAsync(cancellationToken) is { Length: > 0 } packet)
            all.Add(packet);
        return all;
    }

    /// <summary>The packets to a flush, to the end of the stream, or to the end of patience.</summary>
    private static async Task<IReadOnlyList<byte[]>> HearAsync(PacketCutter packets, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(patience);
        var heard = new List<byte[]>();
        try
        {
            while (await packets.NextAsync(timer.Token) is { Length: > 0 } packet)
            {
                heard.Add(packet);
                if (packet.AsSpan().SequenceEqual(PacketBytes.Special(PacketKind.Flush)))
                    break;
            }
        }
        catch (Exception e) when (e is IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // What has come is the answer.
        }
        return heard;
    }
}

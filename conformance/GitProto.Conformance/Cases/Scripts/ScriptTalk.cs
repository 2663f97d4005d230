using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Transports;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>Says the requests of a script over git://, and hears what comes back.</summary>
internal static class ScriptTalk
{
    /// <summary>How long a server may be silent where an answer is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Talks.</summary>
    /// <param name="script">What is said.</param>
    /// <param name="says">The requests.</param>
    /// <param name="url">The repository.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The packets behind the greeting and behind each request.</returns>
    public static async Task<IReadOnlyList<IReadOnlyList<byte[]>>> RunAsync(Script script, IReadOnlyList<ScriptTurn> says, string url, CancellationToken cancellationToken)
    {
        var address = GitUrl.Parse(url);
        await using var connection = await TcpConnection.ConnectAsync(address.Host, address.EffectivePort, cancellationToken: cancellationToken);
        IReadOnlyList<GitProtoRequestExtra> extras = script.Protocol > 0 ? [new GitProtoRequestExtraVersion(script.Protocol)] : [];
        await connection.Output.WriteAsync(PacketBytes.Of(new GitProtoRequest { Request = new GitProtoRequestRequest(script.Service, address.Path, (ByteString)address.Authority, extras) }, Role.Client), cancellationToken);
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

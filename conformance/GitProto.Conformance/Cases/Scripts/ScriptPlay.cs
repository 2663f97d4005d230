using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>Plays a script once, where the server can be asked so.</summary>
internal static class ScriptPlay
{
    /// <summary>Says it, and lets what came back be judged.</summary>
    /// <param name="script">The script.</param>
    /// <param name="bench">Where it is played.</param>
    /// <param name="fault">What becomes of its packets on their way, behind which our side hangs up; null for nothing.</param>
    /// <param name="judge">Judges the answer, where the server has broken no rule of the flows.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Verdict> RunAsync(Script script, Bench bench, IPacketFault? fault, Func<ScriptAnswer, Task<Verdict>> judge, CancellationToken cancellationToken)
    {
        var transport = bench.Server.Address.Transport;
        if (script.IsStrict && transport is TransportKind.Ssh or TransportKind.Stdio)
            return Verdict.NotOffered("programs that serve are set as git's are, and are not strict");
        if (bench.Server.WhyNot(script.Repository) is { } lacking)
            return Verdict.NotOffered($"the server has no {script.Repository}: {lacking}");
        if (script.Writes)
            await bench.Server.RestoreAsync(bench.Repositories, script.Repository, cancellationToken);
        using var made = bench.Repositories.Open(script.Repository);
        var says = script.Says(made);
        if (transport == TransportKind.Http && script.Protocol < 2 && says.Count > 1)
            return Verdict.NotOffered("its requests are of one conversation, which HTTP cuts");
        if (transport == TransportKind.Http && says.Any(turn => turn.Ends))
            return Verdict.NotOffered("that a client hangs up cannot be told from the end of a request there");
        // Where something is left out both sides would wait for each other.
        if (fault is not null && transport != TransportKind.Http)
            says = [.. says.SkipLast(1), says[^1] with { Ends = true }];
        var relay = bench.Server.Address.Relay(bench.Wire, fault);
        IReadOnlyList<IReadOnlyList<byte[]>> turns;
        await using (relay)
            turns = await ScriptTalk.RunAsync(script, says, relay, transport, cancellationToken);
        var lines = new Lines();
        var report = await bench.Wire.Connections[0].CheckAsync(lines, cancellationToken: cancellationToken);
        if (report.Protocol is { } spoken && spoken != script.Protocol)
            return Verdict.NotOffered(string.Create(CultureInfo.InvariantCulture, $"protocol {spoken} was spoken where {script.Protocol} was asked for"));
        if (script.Needs.FirstOrDefault(one => !report.Offered.Has(one)) is var missing and not CapabilityId.Unknown)
            return Verdict.NotOffered($"the server does not offer {missing.Name()}");
        if (report is { End: ConversationEnd.Violation, By: Role.Server })
            return Verdict.Fail($"{report.Problem}");
        return await judge(new ScriptAnswer(turns, lines.Found, report, made));
    }

    private sealed class Lines : IPacketObserver
    {
        public List<(int Element, string Text)> Found { get; } = [];

        public void OnPacket(in ObservedPacket packet)
        {
            if (packet is { Sender: Role.Server, Kind: PacketKind.Data, Element: > 0 })
                Found.Add((packet.Element, Encoding.UTF8.GetString(PacketBytes.Chomp(packet.Payload.Span))));
        }
    }
}

using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>A script that is played to a server.</summary>
internal sealed class ScriptCase(Script script)
    : Case(script.Rule, string.Create(CultureInfo.InvariantCulture, $"{script.Name}-v{script.Protocol}"), script.Title, Direction.Server, script.Row)
{
    public override string? Changes => script.Writes ? script.Repository : null;

    public override async Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken)
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
        var relay = bench.Relay();
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
        return script.Judge(new ScriptAnswer(turns, lines.Found, report, made)) is { } problem ? Verdict.Fail(problem) : Verdict.Pass;
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

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
        if (bench.Server.Address.Transport != TransportKind.Git)
            return Verdict.NotOffered("it is said over git:// alone");
        if (bench.Server.WhyNot(script.Repository) is { } lacking)
            return Verdict.NotOffered($"the server has no {script.Repository}: {lacking}");
        if (script.Writes)
            await bench.Server.RestoreAsync(bench.Repositories, script.Repository, cancellationToken);
        using var made = bench.Repositories.Open(script.Repository);
        var relay = bench.Relay();
        IReadOnlyList<IReadOnlyList<byte[]>> turns;
        await using (relay)
            turns = await ScriptTalk.RunAsync(script, script.Says(made), relay.Url(script.Repository), cancellationToken);
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

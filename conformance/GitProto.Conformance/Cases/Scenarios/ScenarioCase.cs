using System.Globalization;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>A scenario in one version of the protocol: its outcome is right, and all that passed was legal.</summary>
internal sealed class ScenarioCase(Scenario scenario, int protocol)
    : Case(scenario.Rule, string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}-v{protocol}"), scenario.Title, Direction.Either)
{
    /// <summary>The scenario.</summary>
    public Scenario Scenario => scenario;

    public override string? Changes => scenario.Writes ? scenario.Repository : null;

    /// <summary>The version that is asked for.</summary>
    public int Protocol => protocol;

    public override async Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        if (bench.Server.WhyNot(scenario.Repository) is { } lacking)
            return Verdict.NotOffered($"the server has no {scenario.Repository}: {lacking}");
        await using var relay = bench.Server.Address.Relay(bench.Wire, scenario.Offer is { } offer ? new OfferChange(offer) : null);
        var run = await ScenarioPlay.RunAsync(scenario, protocol, bench.Client, relay, bench, cancellationToken);
        if (run is null)
            return Verdict.NotOffered($"{bench.Client.Name} has no way to do this");
        await relay.DisposeAsync();
        var reports = new List<ConversationReport>();
        var said = new PacketKeys();
        foreach (var connection in bench.Wire.Connections)
            reports.Add(await connection.CheckAsync(said, cancellationToken: cancellationToken));
        if (NotOffered(reports) is { } missing)
            return Verdict.NotOffered(missing);
        if (scenario.IsUnserved(bench.Wire))
            return Verdict.NotOffered("the server has no such service");
        if (bench.Judged != Direction.Server && (scenario.ClientSays.Count > 0 || scenario.ClientAsks != CapabilityId.Unknown) && !scenario.ClientSays.Any(element => said.Of(Role.Client).Any(key => key.Element == element)) && !reports.Any(report => scenario.ClientAsks != CapabilityId.Unknown && report.Asked.Has(scenario.ClientAsks)))
            return Verdict.NotOffered($"the client does not ask for {(scenario.ClientSays.Count > 0 ? ProtocolSpec.Instance.ElementName(scenario.ClientSays[0]) : scenario.ClientAsks.Name())}");
        if (reports.FirstOrDefault(report => report.End == ConversationEnd.Violation) is { } broken)
            return Verdict.Fail($"{broken.Problem}");
        if (scenario.ClientMustSay.Count > 0 && !scenario.ClientMustSay.Any(element => said.Of(Role.Client).Any(key => key.Element == element)))
            return Verdict.Fail($"the client did not send {ProtocolSpec.Instance.ElementName(scenario.ClientMustSay[0])}");
        if (scenario.MustSay(protocol).Where(element => !said.Of(Role.Server).Any(key => key.Element == element)).Select(ProtocolSpec.Instance.ElementName).FirstOrDefault() is { } unsaid)
            return Verdict.Fail($"the server did not send {unsaid}");
        if (scenario.MustNotSay.Where(element => said.Of(Role.Server).Any(key => key.Element == element)).Select(ProtocolSpec.Instance.ElementName).FirstOrDefault() is { } surplus)
            return Verdict.Fail($"the server sent {surplus}");
        return (await scenario.Play(run) ?? await scenario.Check(run, cancellationToken)) is { } problem ? Verdict.Fail(problem) : Verdict.Pass;
    }

    private string? NotOffered(List<ConversationReport> reports)
    {
        var needs = protocol == 2 && scenario.NeedsInV2 != CapabilityId.Unknown ? scenario.NeedsInV2 : scenario.Needs;
        if (needs != CapabilityId.Unknown && reports.All(report => !report.Offered.Has(needs)))
            return $"the server does not offer {needs.Name()}";
        var spoken = reports.Select(report => report.Protocol).OfType<int>().DefaultIfEmpty(protocol).Max();
        return spoken != protocol ? string.Create(CultureInfo.InvariantCulture, $"protocol {spoken} was spoken where {protocol} was asked for") : null;
    }
}

using System.Globalization;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Tracing;
using GitProto.Transports;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>
/// A scenario in which our own side sends one packet wrong. A fault of the framing has to be refused everywhere; of all others the flows of the spec say whether the
/// bytes that the other side was given are legal.
/// </summary>
internal sealed class FaultCase(ScenarioCase basis, Rehearsal rehearsal, Fault fault, PacketKey target, Role sender) : Case(
    fault.Rule,
    fault.Row is null ? string.Create(CultureInfo.InvariantCulture, $"{target}-{basis.Scenario.Name}-v{basis.Protocol}-{fault.Name}") : string.Create(CultureInfo.InvariantCulture, $"{fault.Name}-{target}-v{basis.Protocol}"),
    $"In '{basis.Scenario.Name}', version {basis.Protocol}, the first packet '{target}' of the {Name(sender)} {fault.Title}.",
    sender == Role.Server ? Direction.Client : Direction.Server,
    fault.Row)
{
    private static readonly GitTimeouts Impatient = new() { Idle = TimeSpan.FromSeconds(10), Think = TimeSpan.FromSeconds(10) };

    public override string? Changes => basis.Changes;

    public override async Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        if (sender == Role.Server && bench.Server.Address.Transport is TransportKind.Ssh or TransportKind.Stdio)
            return Verdict.NotOffered("over ssh and over pipes our server is a program of its own, whose packets the suite does not know");
        var scenario = basis.Scenario;
        if (bench.Server.WhyNot(scenario.Repository) is { } missing)
            return Verdict.NotOffered($"the server has no {scenario.Repository}: {missing}");
        var sent = new SentPackets(sender);
        // Where something is not said, both sides may wait for each other: ours gives up first.
        var timeouts = fault.Effect == FaultEffect.AnotherMeaning ? Impatient : null;
        var wrong = new OneFault(fault, target, sent);
        await using var own = sender == Role.Server ? await SelfServer.StartAsync(bench.Server.Address.Transport, bench.Server.Root!, sent, timeouts, cancellationToken) : null;
        var client = sender == Role.Client ? new SelfClient(sent, timeouts) : bench.Client;
        await using var relay = (own ?? bench.Server).Address.Relay(bench.Wire, scenario.Offer is { } offer ? new ChangedOffer(wrong, new OfferChange(offer)) : wrong);
        var run = await ScenarioPlay.RunAsync(scenario, basis.Protocol, client, relay, bench, cancellationToken);
        await relay.DisposeAsync();
        if (wrong.Unmade is { } unmade)
            return unmade;
        if (run is null)
            return Verdict.NotOffered($"{client.Name} has no way to do this");
        if (!wrong.Happened)
            return Verdict.NotOffered("the conversation had no such packet");
        var report = await WorstAsync(bench.Wire, cancellationToken);
        // A client that only clones speaks the version that it likes.
        if (!bench.Client.MakesMirrors && report.Protocol is { } spoken && spoken != basis.Protocol)
            return Verdict.NotOffered(string.Create(CultureInfo.InvariantCulture, $"protocol {spoken} was spoken where {basis.Protocol} was asked for"));
        if (run.End.ExitCode == ProgramEnd.TimedOut)
            return Verdict.Fail("the client did not come to an end");
        if (fault.Check(run) is { } harm)
            return Verdict.Fail(harm);
        var isWrong = await IsWrongAsync(run, report, cancellationToken);
        if (isWrong)
            return sender == Role.Server ? RefusedByClient(run, report) : await RefusedByServerAsync(run, report, bench, cancellationToken);
        var mustTake = fault.Effect is FaultEffect.None or FaultEffect.Tolerated;
        if (mustTake && sender == Role.Client && scenario.IsUnserved(bench.Wire))
            return Verdict.NotOffered("the server has no such service");
        if (mustTake)
            return await scenario.Play(run) is { } problem ? Verdict.Fail($"it has to be taken, and was not: {problem}") : Verdict.Pass;
        if (sender == Role.Client && await ServerLife.CheckAsync(bench, cancellationToken) is { } dead)
            return dead;
        // A side that has its answer ready and leaves takes the connection away, with what of the answer has not arrived: whether it comes whole is a race.
        return run.End.ExitCode == 0 || fault.Effect == FaultEffect.Surplus ? Verdict.Pass : new Verdict(Outcome.Refused, Expect.Shown(run.End.Error));
    }

    /// <summary>
    /// True if what was sent has to be refused. Where the other side went on to the end, all that was said shows whether the flows allow it; where it left before, how much was
    /// said until then is a race, and the rehearsal shows it.
    /// </summary>
    private async Task<bool> IsWrongAsync(ScenarioRun run, ConversationReport report, CancellationToken cancellationToken) => fault.Effect switch
    {
        FaultEffect.Wrong => true,
        FaultEffect.Surplus or FaultEffect.Tolerated => false,
        // A recording may lack what was on its way, and a rehearsal has what the other would not have said before the packet came.
        FaultEffect.Cut => IsIllegal(report) || (run.End.ExitCode != 0 && await rehearsal.IsIllegalAsync(fault, target, sender, cancellationToken)),
        _ => run.End.ExitCode == 0 ? IsIllegal(report) : await rehearsal.IsIllegalAsync(fault, target, sender, cancellationToken),
    };

    private bool IsIllegal(ConversationReport report) => report.By == sender && report.End != ConversationEnd.Complete;

    /// <summary>The conversation that the fault is in: the first that is not complete.</summary>
    private static async Task<ConversationReport> WorstAsync(WireLog wire, CancellationToken cancellationToken)
    {
        ConversationReport? last = null;
        foreach (var connection in wire.Connections)
        {
            last = await connection.CheckAsync(cancellationToken: cancellationToken);
            if (last.End != ConversationEnd.Complete)
                return last;
        }
        return last ?? throw new InvalidOperationException("No connection was opened.");
    }

    private Verdict RefusedByClient(ScenarioRun run, ConversationReport report)
    {
        if (Expect.Failure(run) is { } problem)
            return Verdict.Fail($"{problem}, though {Why(report)}");
        if (run.Scenario.Verb == ClientVerb.Clone && Directory.Exists(Path.Join(run.ClientDirectory, "refs")))
        {
            using var left = run.OpenClient();
            if (left.Refs.List().Any(found => found.Target is not null))
                return Verdict.Fail($"refs were written, though {Why(report)}");
        }
        return Verdict.Pass;
    }

    private async Task<Verdict> RefusedByServerAsync(ScenarioRun run, ConversationReport report, Bench bench, CancellationToken cancellationToken)
    {
        // What is wrong with the client's last packet cannot be seen: nobody waits for an answer to it.
        if (run.End.ExitCode == 0 && fault.Effect != FaultEffect.Cut && !IsFarewell)
            return Verdict.Fail($"the server took it, though {Why(report)}");
        if (run.Scenario.Writes)
        {
            using var served = await run.OpenServedAsync(cancellationToken);
            using var made = run.OpenMade();
            if (Expect.SameRefs(served, made) is { } changed)
                return Verdict.Fail($"the server changed refs, though {Why(report)}: {changed}");
        }
        return await ServerLife.CheckAsync(bench, cancellationToken) ?? Verdict.Pass;
    }

    private bool IsFarewell => target is { Kind: PacketKind.Flush, Element: 0 };

    private string Why(ConversationReport report) => report.Problem ?? $"the packet {fault.Title}";

    private static string Name(Role role) => role == Role.Client ? "client" : "server";
}

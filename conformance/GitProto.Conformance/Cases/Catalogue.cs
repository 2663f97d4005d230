using System.Collections.Concurrent;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Hostile;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Cases.Scripts;
using GitProto.Conformance.Cases.Web;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Repositories;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Conformance.Cases;

/// <summary>All cases.</summary>
public sealed class Catalogue
{
    // Says one line more than version 0, and is the same behind it.
    private const int LikeZero = 1;

    private Catalogue(IReadOnlyList<Case> cases) => Cases = cases;

    /// <summary>All cases, in the order of their ids.</summary>
    public IReadOnlyList<Case> Cases { get; }

    /// <summary>
    /// Collects them. Those that send something wrong are made here: each scenario is played once by both sides of this library, and each kind of packet that either
    /// side sends in it is a place for every fault.
    /// </summary>
    /// <param name="repositories">The repositories to play with.</param>
    /// <param name="directory">An empty directory.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Catalogue> LoadAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var scenarios = Positive().Cast<ScenarioCase>().ToList();
        await using var server = await new SelfServer().StartAsync(repositories, Path.Join(directory, "served"), cancellationToken);
        var rehearsals = new ConcurrentDictionary<ScenarioCase, Rehearsal>();
        await Parallel.ForEachAsync(Case.Chains(scenarios), cancellationToken, async (chain, token) =>
        {
            foreach (var basis in chain)
                rehearsals[basis] = await RehearseAsync(basis, server, repositories, directory, token);
        });
        var bases = new ConcurrentDictionary<Script, Rehearsal>();
        await Parallel.ForEachAsync(ScriptBook.All.Where(one => one.TakesFaults), cancellationToken, async (script, token) => bases[script] = await RehearseAsync(script, server, repositories, directory, token));
        var faults = new List<Case>();
        // Some are for one scenario; of a row of the catalogue of hostile inputs the first packet that can be sent so stands for all.
        var chosen = HostileFaults.All(repositories).Concat(FaultKinds.All.Where(fault => fault.Scenario is not null)).ToList();
        var general = FaultKinds.All.Where(fault => fault.Scenario is null).ToList();
        var known = new HashSet<(Role, PacketKey, int)>();
        var shown = new HashSet<(Fault, Role, int)>();
        foreach (var basis in scenarios)
        {
            var rehearsal = rehearsals[basis];
            var packets = rehearsal.Keys;
            foreach (var sender in new[] { Role.Client, Role.Server })
            {
                foreach (var fault in chosen.Where(fault => (fault.Row is null || basis.Protocol != LikeZero) && (fault.Scenario ?? basis.Scenario.Name) == basis.Scenario.Name && (fault.Scenario is not null || basis.Scenario.Offer is null)))
                {
                    if (packets.Of(sender).Where(target => fault.Applies(target, sender)).Take(1).ToList() is [var found] && shown.Add((fault, sender, basis.Protocol)))
                        faults.Add(new FaultCase(basis, rehearsal, fault, found, sender) { Also = fault.Also });
                }
                // Where the offer is changed, nothing that the client sends can be.
                if (basis.Scenario.Offer is not null && sender == Role.Client)
                    continue;
                // Each kind of packet is sent wrong once in each version; one scenario stands for all that have it.
                foreach (var target in packets.Of(sender).Where(target => known.Add((sender, target, basis.Protocol))))
                    faults.AddRange(general.Where(fault => fault.Applies(target, sender)).Concat(AnotherState.Of(packets, target, sender) is { } elsewhere ? [elsewhere] : []).Select(fault => new FaultCase(basis, rehearsal, fault, target, sender) { Also = fault.Also, Quick = basis.Quick && fault.Name is "not-hex" or "cut-within" }));
            }
        }
        foreach (var script in ScriptBook.All.Where(one => one.TakesFaults))
        {
            var rehearsal = bases[script];
            foreach (var target in rehearsal.Keys.Of(Role.Client).Where(target => known.Add((Role.Client, target, script.Protocol))))
                faults.AddRange(general.Where(fault => fault.Applies(target, Role.Client)).Select(fault => new ScriptFaultCase(script, rehearsal, fault, target) { Also = fault.Also }));
        }
        return new Catalogue([.. scenarios.Concat(faults).Concat(ScriptBook.Cases()).Concat(WebScripts.All.Select(script => new WebCase(script) { Also = script.Also }))
            .Concat(WrongAnswers.All.Select(wrong => new WrongAnswerCase(wrong) { Also = wrong.Also })).OrderBy(one => one.Id, StringComparer.Ordinal)]);
    }

    /// <summary>The cases in which nothing wrong is sent.</summary>
    public static IEnumerable<Case> Positive() => Scenarios().SelectMany(one => one.AlsoInSha256 ? new[] { one, one.InSha256() } : [one]).SelectMany(scenario => scenario.Versions.Select(version => new ScenarioCase(scenario, version)
    {
        Also = scenario.Also,
        Quick = scenario.Quick,
    }));

    private static IEnumerable<Scenario> Scenarios() => [.. ListScenarios.All(), .. FetchScenarios.All(), .. ShallowScenarios.All(), .. PushScenarios.All(), .. ArchiveScenarios.All(), .. OfferScenarios.All(), .. LineScenarios.All()];

    private static async Task<Rehearsal> RehearseAsync(Script script, RunningServer server, RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var rehearsal = new Rehearsal();
        var bench = new Bench(Direction.Server, new SelfClient(), server, repositories, directory, rehearsal.Wire);
        await ScriptPlay.RunAsync(script, bench, null, _ => Task.FromResult(Verdict.Pass), cancellationToken);
        var report = await rehearsal.Wire.Connections[0].CheckAsync(rehearsal.Observer(Role.Client), cancellationToken: cancellationToken);
        // What this library does not offer yet cannot be asked of it, and nothing can be told of what is wrong with it.
        return report.End == ConversationEnd.Complete ? rehearsal : new Rehearsal();
    }

    private static async Task<Rehearsal> RehearseAsync(ScenarioCase basis, RunningServer server, RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        var rehearsal = new Rehearsal();
        var place = Path.Join(directory, $"{basis.Scenario.Name}-{basis.Protocol}");
        Directory.CreateDirectory(place);
        await using var own = await SelfServer.StartAsync(TransportKind.Git, server.Root!, rehearsal.Observer(Role.Server), null, cancellationToken);
        await using var relay = own.Address.Relay(rehearsal.Wire, basis.Scenario.Offer is { } offer ? new OfferChange(offer) : null);
        var bench = new Bench(Direction.Either, new SelfClient(rehearsal.Observer(Role.Client)), own, repositories, place, rehearsal.Wire);
        await ScenarioPlay.RunAsync(basis.Scenario, basis.Protocol, bench.Client, relay, bench, cancellationToken);
        await relay.DisposeAsync();
        return rehearsal;
    }
}

using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>Plays a scenario once.</summary>
internal static class ScenarioPlay
{
    /// <summary>Lets a client do what the scenario says.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="protocol">The version to ask for.</param>
    /// <param name="client">The client.</param>
    /// <param name="relay">What stands in front of the server.</param>
    /// <param name="bench">Where it is played.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What came of it; null if the client has no way to do it.</returns>
    public static async Task<ScenarioRun?> RunAsync(Scenario scenario, int protocol, IClientPeer client, IRelay relay, Bench bench, CancellationToken cancellationToken)
    {
        var place = bench.Place(scenario.Name);
        if (scenario.Seed is { } seed)
            bench.Repositories.CopySeed(seed, place);
        if (scenario.Writes)
            await bench.Server.RestoreAsync(bench.Repositories, scenario.Repository, cancellationToken);
        var task = scenario.Task(new ClientTask(scenario.Verb, relay.Url(scenario.Repository), place) { Protocol = protocol, SshCommand = relay.SshCommand, IsSha256 = scenario.IsSha256 });
        return await client.RunAsync(task, cancellationToken) is { } end ? new ScenarioRun(task, end, bench, scenario) : null;
    }
}

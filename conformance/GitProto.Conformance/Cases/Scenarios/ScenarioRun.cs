using GitProto.Conformance.Peers;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What a scenario has brought about.</summary>
/// <param name="Task">What the client was asked.</param>
/// <param name="End">How the client ended.</param>
/// <param name="Bench">Both sides.</param>
/// <param name="Scenario">The scenario.</param>
public sealed record ScenarioRun(ClientTask Task, ProgramEnd End, Bench Bench, Scenario Scenario)
{
    /// <summary>The repository of the client.</summary>
    public FileRepository OpenClient() => FileRepository.Open(Task.Place);

    /// <summary>The repository of the server as it was made.</summary>
    public FileRepository OpenMade() => Bench.Repositories.Open(Scenario.Repository);

    /// <summary>The repository of the server as it is now; null where this program cannot reach it.</summary>
    public FileRepository? OpenServed() => Bench.Server.Root is { } root ? FileRepository.Open(Path.Join(root, Scenario.Repository)) : null;
}

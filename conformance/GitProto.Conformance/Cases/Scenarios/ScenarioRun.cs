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
    /// <summary>Where the client keeps objects and refs.</summary>
    public string ClientDirectory => Path.Join(Task.Place, ".git") is var within && Directory.Exists(within) ? within : Task.Place;

    /// <summary>The repository of the client. Refs that it keeps in files whose names are not UTF-8 are packed first: such files cannot be opened here.</summary>
    public FileRepository OpenClient()
    {
        var client = FileRepository.Open(ClientDirectory);
        try
        {
            _ = client.Refs.List().Count();
            return client;
        }
        catch (RefRefusedException)
        {
            client.Dispose();
        }
        using var program = Programs.Start(new ProgramCall("git", "-c", "safe.directory=*", "-C", Path.GetFullPath(ClientDirectory), "pack-refs", "--all"));
        program.WaitForExit();
        return FileRepository.Open(ClientDirectory);
    }

    /// <summary>The repository of the server as it was made.</summary>
    public FileRepository OpenMade() => Bench.Repositories.Open(Scenario.Repository);

    /// <summary>The repository of the server as it is now.</summary>
    public Task<FileRepository> OpenServedAsync(CancellationToken cancellationToken = default) => Bench.Server.OpenAsync(Scenario.Repository, Bench.Place("served"), cancellationToken);
}

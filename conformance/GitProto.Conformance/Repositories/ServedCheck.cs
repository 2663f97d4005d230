using GitProto.Conformance.Peers;
using GitProto.Transports;

namespace GitProto.Conformance.Repositories;

/// <summary>Compares what a server lists with what was made.</summary>
internal static class ServedCheck
{
    private static readonly GitTimeouts Impatient = new() { Connect = TimeSpan.FromSeconds(10), Idle = TimeSpan.FromSeconds(20), Think = TimeSpan.FromSeconds(20) };

    /// <summary>Says what is wrong with the branches that a server lists of a repository; null if they are what they were made.</summary>
    public static async Task<string?> RunAsync(ServerAddress server, RepositorySet repositories, string name, CancellationToken cancellationToken)
    {
        var end = await new SelfClient(timeouts: Impatient).RunAsync(new ClientTask(ClientVerb.List, server.Url(name), "") { Specs = ["refs/heads/"], SshCommand = server.SshCommand }, cancellationToken);
        if (end!.ExitCode != 0)
            return Escape.ForDisplay(end.Error.Trim());
        using var made = repositories.Open(name);
        var there = made.Refs.List((ByteString)"refs/heads/").Select(found => $"{found.Target}\t{found.Name}");
        return end.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet().SetEquals(there) ? null : "it has other branches than those that repositories.sh makes";
    }
}

namespace GitProto.Conformance.Peers;

/// <summary>The installed git as a client.</summary>
internal sealed class LocalGitClient(string name) : IClientPeer
{
    public string Name => name;

    public async Task<ProgramEnd?> RunAsync(ClientTask task, CancellationToken cancellationToken) =>
        GitCommand.Done(task, await Programs.RunAsync(new ProgramCall("git", GitCommand.Arguments(task)) { Environment = GitCommand.Environment(task) }, cancellationToken));
}

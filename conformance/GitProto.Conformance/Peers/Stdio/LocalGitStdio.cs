using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers.Stdio;

/// <summary>The services of the installed git over pipes.</summary>
internal sealed class LocalGitStdio(string name) : IServerPeer
{
    public string Name => name;

    public Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        return StdioPrograms.OfGitAsync(name, directory, cancellationToken);
    }
}

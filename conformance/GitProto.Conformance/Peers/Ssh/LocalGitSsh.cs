using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers.Ssh;

/// <summary>The services of the installed git behind an sshd.</summary>
internal sealed class LocalGitSsh(string name) : IServerPeer
{
    public string Name => name;

    public Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        return LocalSshd.StartAsync(name, directory, null, cancellationToken);
    }
}

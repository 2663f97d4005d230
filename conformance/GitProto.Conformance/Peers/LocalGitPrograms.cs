using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers;

/// <summary>The services of the installed git, each a program that something else starts: an sshd, or what stands in for ssh.</summary>
/// <param name="name">What the server is called.</param>
/// <param name="start">Starts what starts them: by that name, over a directory with the repositories.</param>
internal sealed class LocalGitPrograms(string name, Func<string, string, CancellationToken, Task<RunningServer>> start) : IServerPeer
{
    public string Name => name;

    public Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        return start(name, directory, cancellationToken);
    }
}

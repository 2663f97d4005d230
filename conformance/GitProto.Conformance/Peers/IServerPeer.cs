using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers;

/// <summary>A server that can be judged.</summary>
public interface IServerPeer
{
    /// <summary>What it is called in reports and expectations, such as <c>git-2.39</c>.</summary>
    string Name { get; }

    /// <summary>Starts it over a copy of the repositories.</summary>
    /// <param name="repositories">What it shall serve.</param>
    /// <param name="directory">An empty directory for its use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">It cannot be started.</exception>
    Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken);
}

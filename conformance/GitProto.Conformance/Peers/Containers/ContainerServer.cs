using System.Net;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>The git of an image as a server, on a free port of the loopback address.</summary>
internal sealed class ContainerServer(string name, TransportKind transport, string image, IContainerEngine engine, ContainerRun run) : IServerPeer
{
    public string Name => name;

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        var (way, port) = transport switch
        {
            TransportKind.Git => ("daemon", 9418),
            _ => throw new ConformanceException($"{name}: nobody serves over {transport} yet"),
        };
        var owner = await SuiteUser.GetAsync(cancellationToken);
        var container = await run.StartAsync(new ContainerSpec(image, "serve", way, owner) { Port = port, Directories = new Dictionary<string, string> { [directory] = "/srv/git" } }, cancellationToken);
        try
        {
            var address = new DaemonAddress(new IPEndPoint(IPAddress.Loopback, await engine.PortAsync(container, port, cancellationToken)));
            var server = new RunningServer(address, directory, () => new ValueTask(run.RemoveAsync(container)));
            return await Readiness.WaitAsync(server, name, () => engine.LogAsync(container, CancellationToken.None), () => false, cancellationToken);
        }
        catch
        {
            await run.RemoveAsync(container);
            throw;
        }
    }
}

using System.Globalization;
using System.Net;
using GitProto.Conformance.Peers.Http;
using GitProto.Conformance.Peers.Ssh;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers.Containers;

/// <summary>The git of an image as a server, on a free port of the loopback address.</summary>
internal sealed class ContainerServer(string name, TransportKind transport, string image, IContainerEngine engine, ContainerRun run) : IServerPeer
{
    private const string Served = "srv/git/";

    public string Name => name;

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        var directories = new Dictionary<string, string> { [directory] = $"/{Served}" };
        var keys = transport == TransportKind.Ssh ? await SshKeys.MakeAsync(directory + ".ssh", "restrict", cancellationToken) : null;
        if (keys is not null)
            directories[keys.Place] = "/etc/gitproto/keys:ro";
        var (way, port) = transport switch
        {
            TransportKind.Git => ("daemon", 9418),
            TransportKind.Http => ("http", 80),
            _ => ("ssh", 22),
        };
        var owner = await SuiteUser.GetAsync(cancellationToken);
        var container = await run.StartAsync(new ContainerSpec(image, "serve", way, owner) { Port = port, Directories = directories }, cancellationToken);
        try
        {
            var address = Address(await engine.PortAsync(container, port, cancellationToken), keys);
            var server = new RunningServer(address, directory, () => new ValueTask(run.RemoveAsync(container)))
            {
                LogAsync = () => engine.LogAsync(container, CancellationToken.None),
                HasEndedAsync = async () => !await engine.IsRunningAsync(container, CancellationToken.None),
            };
            return await Readiness.WaitAsync(server, name, cancellationToken);
        }
        catch
        {
            await run.RemoveAsync(container);
            throw;
        }
    }

    private ServerAddress Address(int port, SshKeys? keys) => transport switch
    {
        TransportKind.Git => new DaemonAddress(new IPEndPoint(IPAddress.Loopback, port)),
        TransportKind.Http => new WebAddress(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/git/"))),
        _ => new SshAddress("git", port, Served, keys!),
    };
}

using System.Globalization;
using System.Net;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers.Declared;

/// <summary>A server of git:// that is a command.</summary>
/// <param name="name">What it is called.</param>
/// <param name="command">The command.</param>
/// <param name="places">What fills its places, besides the directory and the address.</param>
internal sealed class CommandServer(string name, CommandTemplate command, IReadOnlyDictionary<string, string> places) : IServerPeer
{
    public const string Root = "root", Port = "port";
    private const string Host = "host";

    public string Name => name;

    /// <summary>Which repositories it need not be able to serve. Default none.</summary>
    public Func<string, bool> MayLack { get; init; } = _ => false;

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        var address = new IPEndPoint(IPAddress.Loopback, ServerProcess.FreePort());
        var call = command.Fill(new Dictionary<string, string>(places)
        {
            [Root] = directory,
            [Host] = address.Address.ToString(),
            [Port] = address.Port.ToString(CultureInfo.InvariantCulture),
        });
        var process = new ServerProcess(call);
        var running = await Readiness.WaitAsync(process.At(new DaemonAddress(address), directory), name, cancellationToken);
        await running.LookAsync(repositories, repositories.Names.Where(MayLack), cancellationToken);
        return running;
    }
}

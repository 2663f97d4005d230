using System.Globalization;
using System.Net;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers;

/// <summary>The daemon of the installed git.</summary>
internal sealed class LocalGitDaemon(string name) : IServerPeer
{
    public string Name => name;

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        var port = ServerProcess.FreePort();
        var process = new ServerProcess(new ProgramCall(
            "git", "-c", "safe.directory=*", "daemon", "--listen=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--reuseaddr", "--export-all", "--informative-errors",
            "--enable=receive-pack", "--enable=upload-archive", $"--base-path={directory}", directory));
        return await Readiness.WaitAsync(process.At(new DaemonAddress(new IPEndPoint(IPAddress.Loopback, port)), directory), name, cancellationToken);
    }
}

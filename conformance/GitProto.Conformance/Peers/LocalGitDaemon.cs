using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using GitProto.Conformance.Repositories;

namespace GitProto.Conformance.Peers;

/// <summary>The daemon of the installed git.</summary>
internal sealed class LocalGitDaemon(string name) : IServerPeer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Name => name;

    public async Task<RunningServer> StartAsync(RepositorySet repositories, string directory, CancellationToken cancellationToken)
    {
        repositories.CopyServed(directory);
        var port = FreePort();
        var running = new Running(directory, port, Programs.Start(new ProgramCall(
            "git", "-c", "safe.directory=*", "daemon", "--listen=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--reuseaddr", "--export-all", "--informative-errors",
            "--enable=receive-pack", "--enable=upload-archive", $"--base-path={directory}", directory)));
        try
        {
            await running.WaitAsync(cancellationToken);
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private sealed class Running : RunningDaemon
    {
        private readonly string directory;
        private readonly IPEndPoint endPoint;
        private readonly Process process;
        private readonly StringBuilder log = new();

        public Running(string directory, int port, Process process)
        {
            (this.directory, endPoint, this.process) = (directory, new IPEndPoint(IPAddress.Loopback, port), process);
            process.ErrorDataReceived += Keep;
            process.OutputDataReceived += Keep;
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
        }

        public override EndPoint EndPoint => endPoint;

        public override string? Root => directory;

        private string Log
        {
            get
            {
                lock (log)
                    return log.ToString();
            }
        }

        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            for (var watch = Stopwatch.StartNew(); ;)
            {
                try
                {
                    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(endPoint, cancellationToken);
                    return;
                }
                catch (SocketException) when (watch.Elapsed < Patience && !process.HasExited)
                {
                    await Task.Delay(20, cancellationToken);
                }
                catch (SocketException e)
                {
                    throw new ConformanceException($"git daemon does not listen: {Log}", e);
                }
            }
        }

        public override ValueTask DisposeAsync()
        {
            Programs.End(process);
            process.Dispose();
            return ValueTask.CompletedTask;
        }

        private void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (log)
            {
                // The end of what it says explains a failure.
                if (log.Length < 64 << 10)
                    log.Append(line.Data).Append('\n');
            }
        }
    }
}

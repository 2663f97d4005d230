using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GitProto.Tests;

namespace GitProto.Cli.Tests;

/// <summary>The installed <c>git daemon</c> on a free port, behind a door that <see cref="FlowWatch"/> reads at.</summary>
internal sealed class GitDaemon : IDisposable
{
    private readonly Process process;
    private readonly int port = FreePort();
    private readonly WatchedDoor door;

    public GitDaemon(string root)
    {
        process = Run.Start(root, "git", "daemon", "--listen=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={port}"), "--reuseaddr", "--export-all", "--enable=receive-pack", $"--base-path={root}", root);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var patience = Stopwatch.StartNew();
        while (!Answers() && patience.Elapsed < TimeSpan.FromMinutes(1))
            Thread.Sleep(50);
        door = new WatchedDoor(port);
    }

    public string Url(string name) => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{door.Port}/{name}");

    public void Dispose()
    {
        door.DisposeAsync().AsTask().GetAwaiter().GetResult();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private bool Answers()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

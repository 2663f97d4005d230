using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GitProto.Tests;

/// <summary>The installed <c>git daemon</c> on a free port, over a directory of its own, behind a door that <see cref="FlowWatch"/> reads at.</summary>
internal sealed class GitDaemon : IDisposable
{
    private readonly Process process;
    private readonly WatchedDoor door;

    public GitDaemon()
    {
        Directory.CreateDirectory(Root);
        var port = FreePort();
        var start = new ProcessStartInfo("git") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "daemon", "--listen=127.0.0.1", $"--port={port}", "--reuseaddr", "--export-all", "--informative-errors",
            "--enable=upload-pack", "--enable=receive-pack", "--enable=upload-archive", $"--base-path={Root}", Root,
        })
            start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        WaitUntilItListens(port);
        door = new WatchedDoor(port);
    }

    public TestDirectory Place { get; } = new();

    public string Root => Place.At("served");

    public int Port => door.Port;

    public string Url(string name) => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{Port}/{name}");

    public static string In(string name) => Path.Join("served", name);

    public void Dispose()
    {
        door.DisposeAsync().AsTask().GetAwaiter().GetResult();
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        Place.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static void WaitUntilItListens(int port)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (patience.Elapsed < TimeSpan.FromSeconds(60))
            {
                Thread.Sleep(50);
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace GitProto.Cli.Tests;

/// <summary><c>gitproto daemon</c> on a free port.</summary>
internal sealed class Daemon : IDisposable
{
    private readonly Process process;

    public Daemon(string directory, params string[] options)
    {
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        process = Run.Start(directory, Run.ToolPath, ["daemon", "--listen=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"--port={Port}"), "--reuseaddr", .. options]);
        // As the tests of git wait for git's.
        Greeting = process.StandardError.ReadLine() ?? "";
        _ = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
    }

    public int Port { get; }

    public int Id => process.Id;

    public string Greeting { get; }

    public string Url(string path) => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{Port}{path}");

    /// <summary>Asks it to stop.</summary>
    /// <returns>Its exit code.</returns>
    public int Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GitProto.Conformance.Peers;

/// <summary>A program of this machine that serves until it is ended, and what it says.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();

    /// <summary>Starts it.</summary>
    public ServerProcess(ProgramCall call)
    {
        process = Programs.Start(call);
        process.ErrorDataReceived += Keep;
        process.OutputDataReceived += Keep;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What it has said so far.</summary>
    private string Log
    {
        get
        {
            lock (log)
                return log.ToString();
        }
    }

    /// <summary>A port of this machine that nobody uses now.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>The server that it is.</summary>
    /// <param name="address">Where it is reached.</param>
    /// <param name="root">The directory that it serves.</param>
    public RunningServer At(ServerAddress address, string root) => new(address, root, DisposeAsync) { LogAsync = () => Task.FromResult(Log), HasEndedAsync = () => Task.FromResult(process.HasExited) };

    public ValueTask DisposeAsync()
    {
        Programs.End(process);
        process.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (log)
        {
            // The beginning of what it says explains why it does not start.
            if (log.Length < 64 << 10)
                log.Append(CultureInfo.InvariantCulture, $"{line.Data}\n");
        }
    }
}

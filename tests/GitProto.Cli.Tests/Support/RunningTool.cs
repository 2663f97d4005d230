using System.Collections.Concurrent;
using System.Diagnostics;

namespace GitProto.Cli.Tests;

/// <summary>A command of the tool that prints its URL once it listens, and runs until it is stopped.</summary>
internal class RunningTool : IDisposable
{
    private readonly Process process;
    private bool disposed;

    public RunningTool(string directory, params string[] arguments)
    {
        // A test run that a script put into the background ignores SIGINT, and would hand that on.
        process = Run.Start(directory, "env", ["--default-signal=INT", Run.ToolPath, .. arguments]);
        process.ErrorDataReceived += (_, line) => Log.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        BaseUrl = process.StandardOutput.ReadLine() ?? "";
    }

    public string BaseUrl { get; }

    /// <summary>What it says on standard error.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Waits for a line on standard error.</summary>
    public string LogLine(string part)
    {
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromMinutes(1))
        {
            if (Log.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                return found;
            Thread.Sleep(20);
        }
        throw new AssertionException($"No line with '{part}' among: {string.Join(" | ", Log)}");
    }

    /// <summary>The next line that it prints; empty at the end.</summary>
    public string NextLine() => process.StandardOutput.ReadLine() ?? "";

    /// <summary>Asks it to stop.</summary>
    /// <returns>Its exit code.</returns>
    public int Stop(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        process.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

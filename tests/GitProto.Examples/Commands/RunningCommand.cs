using System.Diagnostics;

namespace GitProto.Examples.Commands;

/// <summary>A process and the lines that it has printed so far.</summary>
internal sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningCommand(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, received) => Add(received.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
    }

    /// <summary>The exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>True once nothing more will be printed.</summary>
    public bool HasEnded => ended.Task.IsCompleted;

    /// <summary>What was printed so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    /// <summary>Waits for the end of the output and of the process; kills it if that takes too long.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        await ended.Task.WaitAsync(cancel);
        await process.WaitForExitAsync(cancel);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            // A process that was killed goes on for a moment, and may still write into the folder that is deleted next.
            process.WaitForExit(KillLimit);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
        process.Dispose();
    }

    private void Add(string? line)
    {
        if (line is null)
        {
            ended.TrySetResult();
            return;
        }
        lock (lines)
            lines.Add(line);
    }
}

using System.Diagnostics;
using System.Text;

namespace GitProto.Conformance.Peers;

/// <summary>Runs programs to their end, or for a while.</summary>
internal static class Programs
{
    /// <summary>Runs a program to its end; one that takes too long is ended with all its children.</summary>
    /// <exception cref="ConformanceException">It cannot be started.</exception>
    public static async Task<ProgramEnd> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        using var process = Start(call);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = new CancellationTokenSource(call.Limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(either.Token);
            return new ProgramEnd(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            End(process);
            cancellationToken.ThrowIfCancellationRequested();
            return new ProgramEnd(ProgramEnd.TimedOut, await output, await error + $"\nended after {call.Limit}");
        }
    }

    /// <summary>Starts a program, which ends with this one, or when its standard input is closed here.</summary>
    /// <exception cref="ConformanceException">It cannot be started.</exception>
    public static Process Start(ProgramCall call)
    {
        var guarded = Guard.Around(call);
        var start = new ProcessStartInfo(guarded.Path, guarded.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = call.Directory ?? "",
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = Path.Join(AppContext.BaseDirectory, "no-such-configuration");
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach (var (name, value) in call.Environment)
            start.Environment[name] = value;
        try
        {
            return Process.Start(start) ?? throw new ConformanceException($"'{call.Path}' cannot be started.");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ConformanceException($"'{call.Path}' cannot be started: {e.Message}", e);
        }
    }

    /// <summary>Ends a program and all its children.</summary>
    public static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
        process.WaitForExit();
    }
}

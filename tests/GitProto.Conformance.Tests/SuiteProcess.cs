using System.Diagnostics;

namespace GitProto.Conformance.Tests;

/// <summary>The suite as a program of its own, which works in a directory of its own.</summary>
internal sealed class SuiteProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;

    public SuiteProcess(string temporary, params IEnumerable<string> arguments)
        : this(temporary, null, arguments)
    {
    }

    /// <summary>Starts it.</summary>
    /// <param name="temporary">Where it works.</param>
    /// <param name="engine">The value of <c>DOCKER_HOST</c>; null to leave it as it is.</param>
    /// <param name="arguments">Its command line.</param>
    public SuiteProcess(string temporary, string? engine, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Running.Suite).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = temporary;
        if (engine is not null)
            start.Environment["DOCKER_HOST"] = engine;
        process = Process.Start(start)!;
        Output = process.StandardOutput.ReadToEndAsync();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>All that it prints.</summary>
    public Task<string> Output { get; }

    /// <summary>Its number.</summary>
    public int Id => process.Id;

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(Patience, what);
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>The command lines of this machine's programs that name something.</summary>
    public static IReadOnlyList<string> Naming(string word) => [.. Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(word, StringComparison.Ordinal))];

    /// <summary>Ends it without warning, as the system does for want of memory.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellationToken);
    }

    public async Task<int> ExitAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static string CommandLine(string place)
    {
        try
        {
            return File.ReadAllText(Path.Join(place, "cmdline"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

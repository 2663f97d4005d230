using System.Diagnostics;
using System.Globalization;

namespace GitProto.Benchmarks.SideBySide;

/// <summary>A program that was run to its end.</summary>
/// <param name="Wall">Seconds.</param>
/// <param name="Processor">Seconds on all processors, as last seen before the end.</param>
/// <param name="PeakMemory">Peak resident memory, in bytes (VmHWM: native memory included).</param>
internal sealed record MeasuredRun(double Wall, double Processor, long PeakMemory)
{
    private const int TicksPerSecond = 100;

    /// <summary>What it printed.</summary>
    public string Output { get; init; } = "";

    /// <summary>Runs a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">The file that is its standard input; null for nothing.</param>
    /// <param name="directory">Where it runs.</param>
    /// <param name="outputTo">The file that its standard output goes to; null to keep it as text.</param>
    public static MeasuredRun Of(string program, IEnumerable<string> arguments, string? input = null, string? directory = null, string? outputTo = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (directory is not null)
            start.WorkingDirectory = directory;
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var feeding = Task.Run(() => Feed(process, input));
        var output = outputTo is null ? process.StandardOutput.ReadToEndAsync() : Task.Run(() => Store(process, outputTo));
        var error = process.StandardError.ReadToEndAsync();
        var (processor, peak) = (0.0, 0L);
        while (!process.WaitForExit(5))
        {
            if (Look(process.Id) is { } seen)
                (processor, peak) = seen;
        }
        var wall = clock.Elapsed.TotalSeconds;
        Task.WaitAll(feeding, output, error);
        return process.ExitCode == 0 ? new(wall, processor, peak) { Output = output.Result } : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result}");
    }

    private static void Feed(Process process, string? input)
    {
        if (input is not null)
        {
            using var file = File.OpenRead(input);
            file.CopyTo(process.StandardInput.BaseStream, 1 << 16);
        }
        process.StandardInput.Close();
    }

    private static string Store(Process process, string path)
    {
        using var file = File.Create(path);
        process.StandardOutput.BaseStream.CopyTo(file, 1 << 16);
        return "";
    }

    private static (double Processor, long Peak)? Look(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = Number(fields[11]) + Number(fields[12]);
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : (ticks / (double)TicksPerSecond, Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024);
        }
        catch (IOException)
        {
            // It has just ended.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

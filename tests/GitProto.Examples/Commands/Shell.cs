using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GitProto.Examples.Commands;

/// <summary>Runs commands one after another as a person at a terminal would: the current folder lasts, standard error is seen among the output.</summary>
internal sealed partial class Shell(string folder, string stateFolder) : IDisposable
{
    private readonly List<RunningCommand> running = [];
    private string current = folder;

    /// <summary>Runs a command to its end. A failure is seen as a last line <c>[exit code]</c>.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string command, CancellationToken cancel)
    {
        var state = Path.Combine(stateFolder, "pwd");
        // The folder is noted last; the braces keep the code of the command itself.
        using var process = Start($"{{ {Built(command)}\n}}; __code=$?; pwd -P >'{state}'; exit $__code");
        await process.WaitAsync(cancel);
        if (File.Exists(state))
            current = File.ReadAllText(state).TrimEnd('\n');
        return process.ExitCode == 0 ? process.Lines : [.. process.Lines, string.Create(CultureInfo.InvariantCulture, $"[{process.ExitCode}]")];
    }

    /// <summary>Starts a command that goes on until the shell is disposed of.</summary>
    public RunningCommand StartInBackground(string command)
    {
        var process = Start("exec " + Built(command));
        running.Add(process);
        return process;
    }

    /// <inheritdoc/>
    public void Dispose() => running.ForEach(process => process.Dispose());

    private RunningCommand Start(string script) => new(new ProcessStartInfo("/bin/sh")
    {
        ArgumentList = { "-c", "exec 2>&1\n" + script },
        WorkingDirectory = current,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    });

    /// <summary>A page says how to build and run the program; here it is built already.</summary>
    private static string Built(string command) => DotnetRun().Replace(command, "gitproto ");

    [GeneratedRegex(@"^dotnet run( -c \w+| -v \w+)* --project runtime/GitProto\.Cli( -c \w+| -v \w+)* -- ", RegexOptions.CultureInvariant)]
    private static partial Regex DotnetRun();
}

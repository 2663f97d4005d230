using GitProto.Examples.Generator.Markdown;
using GitProto.Examples.Output;

namespace GitProto.Examples.Commands;

/// <summary>Runs the commands of a console block and compares what each prints.</summary>
internal sealed class ConsoleBlock(Block block, Shell shell, ShownPorts ports, Func<string, string> shownPaths)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private readonly string indent = block.Code.Indent;

    /// <summary>The lines that the block should have.</summary>
    public List<string> Accepted { get; } = [];

    /// <summary>The line of the command that runs, for a message when it takes too long.</summary>
    public int CurrentLine { get; private set; } = block.Code.Line;

    /// <summary>Runs the block; gives the first command with other output than shown.</summary>
    public async Task<(Command Command, Comparison Comparison)?> RunAsync(CancellationToken cancel)
    {
        (Command, Comparison)? first = null;
        foreach (var command in Command.Read([.. block.Code.Lines.Select(Unindented)], block.Code.Line + 1))
        {
            CurrentLine = command.Line;
            var comparison = new Comparison(command.Shown, await OutputAsync(command, cancel));
            if (!comparison.IsSame)
                first ??= (command, comparison);
            Accepted.AddRange([.. command.Source.Concat(comparison.Accepted).Select(line => (indent + line).TrimEnd())]);
        }
        return first;
    }

    private async Task<IReadOnlyList<string>> OutputAsync(Command command, CancellationToken cancel)
    {
        var text = ports.ToActual(command.ForShell);
        if (!command.IsBackground)
            return Shown(await shell.RunAsync(text, cancel));
        var process = shell.StartInBackground(text);
        if (command.Shown.Count == 0)
            return [];
        while (process.Lines.Count < command.Shown.Count && !process.HasEnded && !cancel.IsCancellationRequested)
            await Task.Delay(Poll, CancellationToken.None);
        var lines = process.Lines;
        ports.Learn(command.Shown, lines);
        return Shown(lines);
    }

    private List<string> Shown(IReadOnlyList<string> lines) => [.. lines.Select(line => ports.ToShown(shownPaths(line)).TrimEnd())];

    private string Unindented(string line) => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line;
}

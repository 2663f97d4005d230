using System.Diagnostics;
using System.Text;
using GitProto.Examples.Commands;
using GitProto.Examples.Generator.Markdown;
using GitProto.Examples.Output;
using GitProto.Examples.Running;

namespace GitProto.Examples;

/// <summary>The blocks under a heading while they run. Generated code calls it around the C# of the page.</summary>
internal sealed class ExampleRun(Page page, Section section, IReadOnlyList<Block> blocks, ExampleSettings settings, ExampleFolder folder) : IDisposable
{
    private const string Thrown = "! ";
    private readonly Report report = new(page, section);
    private readonly Dictionary<string, Shell> shells = [];
    private readonly ShownPorts ports = new();
    private StringBuilder output = new();
    private long started = Stopwatch.GetTimestamp();
    private int current;
    private int line;

    /// <summary>How long the current block may still take.</summary>
    public TimeSpan TimeLeft => Limit - Stopwatch.GetElapsedTime(Volatile.Read(ref started));

    private Block Current => blocks[Math.Min(current, blocks.Count - 1)];

    private TimeSpan Limit => Current.Directives.LimitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.Limit;

    /// <summary>Runs the compiled blocks and sees to it that all of them were reached.</summary>
    public async Task RunAsync(Func<ExampleRun, Task> body)
    {
        output = CapturedOut.Begin();
        try
        {
            await body(this);
        }
        catch (Exception exception) when (exception is not ExampleFailedException)
        {
            EndWith(exception);
        }
        if (current < blocks.Count)
            throw report.Failure(Current, Current.Code.Line + 1, "was not reached: the C# before it has left the page");
    }

    /// <summary>C# of the page follows.</summary>
    public void Begin(int block) => Enter(block);

    /// <summary>The C# of a block has ended.</summary>
    public void End(int block)
    {
        Compare(blocks[block], Comparison.Lines(folder.ShownPaths(CapturedOut.Take(output))));
        current = block + 1;
    }

    /// <summary>Sees to it that a block does not compile behind those before it; its output is what the compiler says.</summary>
    public void DoesNotCompile(int block)
    {
        Enter(block);
        var errors = BrokenCode.Errors(blocks.Take(block), Current);
        if (errors.Count == 0)
            throw report.Failure(Current, line, "compiles");
        Compare(Current, errors);
        current = block + 1;
    }

    /// <summary>Runs a block of commands.</summary>
    public async Task ConsoleAsync(int block)
    {
        Enter(block);
        var where = folder.For(Current);
        if (!shells.TryGetValue(where, out var shell))
            shells.Add(where, shell = new Shell(where, folder.Notes));
        var console = new ConsoleBlock(Current, shell, ports, folder.ShownPaths);
        using var limit = new CancellationTokenSource(Limit);
        var running = console.RunAsync(limit.Token);
        while (await Task.WhenAny(running, Task.Delay(50)) != running)
            line = console.CurrentLine;
        if (await running is var (command, comparison))
            Differ(Current, command.FirstOutputLine, comparison, Current.Code, console.Accepted);
        current = block + 1;
    }

    /// <summary>What to throw when no time is left.</summary>
    public Exception TookTooLong() => report.Failure(Current, line,
        $"has been running for {Limit.TotalSeconds:0} s (more by GITPROTO_EXAMPLE_SECONDS, or by <!-- limit: N s --> above the block)");

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var shell in shells.Values)
            shell.Dispose();
    }

    private void Enter(int block)
    {
        current = block;
        line = Current.Code.Line + 1;
        Volatile.Write(ref started, Stopwatch.GetTimestamp());
    }

    /// <summary>An exception is output like any other if the page shows it, and if nothing was to come after it.</summary>
    private void EndWith(Exception exception)
    {
        if (exception is OperationCanceledException && TimeLeft <= TimeSpan.Zero)
            throw TookTooLong();
        var shown = Current.Output is { Lines: [.., var last] } ? last.TrimStart() : "";
        if (Current.Kind != BlockKind.CSharp || !shown.StartsWith(Thrown, StringComparison.Ordinal))
            throw report.Failure(Current, line, "threw", exception.ToString());
        var said = Thrown + exception.GetType().Name + ": " + exception.Message;
        Compare(Current, Comparison.Lines(folder.ShownPaths(CapturedOut.Take(output) + said)));
        current++;
    }

    private void Compare(Block block, IReadOnlyList<string> printed)
    {
        var shown = block.Output;
        var comparison = new Comparison([.. (shown?.Lines ?? []).Select(text => Unindented(text, shown!.Indent))], printed);
        if (comparison.IsSame)
            return;
        var indent = block.Code.Indent;
        var after = block.Code with { Line = block.Code.Line + block.Code.Lines.Count + 1, Lines = [] };
        if (shown is null)
            Differ(block, after.Line, comparison, after, ["```output", .. comparison.Accepted, "```"], indent);
        else
            Differ(block, shown.Line + 1, comparison, shown, comparison.Accepted, indent);
    }

    private void Differ(Block block, int at, Comparison comparison, Fence replaced, IReadOnlyList<string> accepted, string indent = "")
    {
        if (!settings.Acceptance.IsOn)
            throw report.Failure(block, at, "output differs", comparison.Describe(at), canAccept: true);
        settings.Acceptance.Replace(page.Path, replaced.Line + 1, replaced.Lines.Count, [.. accepted.Select(text => (indent + text).TrimEnd())]);
    }

    private static string Unindented(string text, string indent) =>
        text.StartsWith(indent, StringComparison.Ordinal) ? text[indent.Length..] : text;
}

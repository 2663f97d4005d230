using GitProto.Client;
using Spectre.Console;

namespace GitProto.Cli.Output;

/// <summary>Progress for somebody at a terminal.</summary>
internal sealed class ProgressBars : IProgress<GitProgress>
{
    private readonly IAnsiConsole console;
    private readonly ProgressContext context;
    private readonly Lock gate = new();
    private readonly Dictionary<string, ProgressTask> tasks = [];

    private ProgressBars(IAnsiConsole console, ProgressContext context) => (this.console, this.context) = (console, context);

    /// <summary>Shows bars on standard error while something is done.</summary>
    public static Task<T> RunAsync<T>(Func<ProgressBars, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new ProgressBars(console, context)));
    }

    /// <summary>Tells what the server says, but for its progress, which is a bar.</summary>
    public void Tell(RemoteLine line)
    {
        if (line.Text.Length > 0 && !RemoteProgress.TryParse(line, out _))
            console.WriteLine("remote: " + line.Text);
    }

    public void Report(GitProgress value)
    {
        lock (gate)
        {
            var title = value.IsRemote ? "remote: " + value.Title : value.Title;
            if (!tasks.TryGetValue(title, out var task))
                tasks[title] = task = context.AddTask(Markup.Escape(title), maxValue: Math.Max(1, value.Total ?? 1));
            task.IsIndeterminate = value.Total is null && !value.IsDone;
            task.MaxValue = Math.Max(1, value.Total ?? 1);
            task.Value = value.IsDone ? task.MaxValue : value.Done;
            if (value.Bytes > 0)
                task.Description = Markup.Escape($"{title}, {ByteCount.Of(value.Bytes)}");
            if (value.IsDone)
                task.StopTask();
        }
    }
}

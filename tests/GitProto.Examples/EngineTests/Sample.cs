using GitProto.Examples.Generator.Markdown;
using GitProto.Examples.Running;

namespace GitProto.Examples.EngineTests;

/// <summary>A page that exists in a test only.</summary>
internal static class Sample
{
    public const string Path = "pages/sample.md";

    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(30);

    public static Page Page(string text) => PageReader.Read(Path, text);

    /// <summary>Runs the last heading of a page.</summary>
    public static Task RunAsync(string text, Func<ExampleRun, Task> body, TimeSpan? limit = null, Acceptance? acceptance = null)
    {
        var page = Page(text);
        return ExampleRunner.RunAsync(page, page.Sections.Count - 1, body, new ExampleSettings(limit ?? Plenty, acceptance ?? new Acceptance(false, "")));
    }

    /// <summary>Runs the last heading, whose only block is one of commands.</summary>
    public static Task RunConsoleAsync(string text, TimeSpan? limit = null, Acceptance? acceptance = null) =>
        RunAsync(text, run => run.ConsoleAsync(0), limit, acceptance);

    /// <summary>Runs the last heading, whose only block is C# that prints this.</summary>
    public static Task RunPrintingAsync(string text, string printed, Acceptance? acceptance = null) => RunAsync(text, run =>
    {
        run.Begin(0);
        Console.Write(printed);
        run.End(0);
        return Task.CompletedTask;
    }, acceptance: acceptance);
}

using GitProto.Examples.Generator.Markdown;
using GitProto.Examples.Running;

namespace GitProto.Examples;

/// <summary>Runs the case of a heading; generated code calls it.</summary>
internal static class ExampleRunner
{
    /// <summary>Runs the blocks under a heading.</summary>
    /// <param name="path">The page, from the top of the repository.</param>
    /// <param name="fingerprint">The text of the page when it was compiled.</param>
    /// <param name="section">The heading.</param>
    /// <param name="body">The compiled blocks.</param>
    public static Task RunAsync(string path, string fingerprint, int section, Func<ExampleRun, Task> body) =>
        RunAsync(PageCheck.Load(path, fingerprint), section, body, ExampleSettings.OfThisRun);

    /// <summary>Runs the blocks under a heading of any page.</summary>
    public static async Task RunAsync(Page page, int section, Func<ExampleRun, Task> body, ExampleSettings settings)
    {
        using var folder = new ExampleFolder();
        using var run = new ExampleRun(page, page.Sections[section], page.BlocksOf(section), settings, folder);
        // On a thread of its own: a block that never ends must not take the tests with it.
        var work = Task.Run(() => run.RunAsync(body));
        while (!work.IsCompleted && run.TimeLeft is var left && left > TimeSpan.Zero)
            await Task.WhenAny(work, Task.Delay(left));
        await (work.IsCompleted ? work : throw run.TookTooLong());
    }
}

using System.Collections.Concurrent;

namespace GitProto.Examples.Running;

/// <summary>Writes what was printed back into the pages, after all have run, if the one who started the tests asked for it.</summary>
internal sealed class Acceptance(bool isOn, string root)
{
    /// <summary>How to ask.</summary>
    public const string Command = "GITPROTO_ACCEPT=1 dotnet test tests/GitProto.Examples";

    private readonly ConcurrentDictionary<(string Page, int Line), (int Count, IReadOnlyList<string> Lines)> edits = new();

    /// <summary>The one of this test run.</summary>
    public static Acceptance OfThisRun { get; } = new(Environment.GetEnvironmentVariable("GITPROTO_ACCEPT") is "1" or "true", Checkout.Root);

    /// <summary>True if differences are to be accepted rather than to fail.</summary>
    public bool IsOn => isOn;

    /// <summary>Notes that lines of a page are to be replaced.</summary>
    /// <param name="page">The page, from the top of the repository.</param>
    /// <param name="line">The first line to go, from 1.</param>
    /// <param name="count">How many go.</param>
    /// <param name="lines">What comes instead.</param>
    public void Replace(string page, int line, int count, IReadOnlyList<string> lines) => edits[(page, line)] = (count, lines);

    /// <summary>Changes the pages; the last edit of a page goes first, so that the lines of the others stay where they are.</summary>
    public IReadOnlyList<string> Apply()
    {
        var pages = edits.GroupBy(edit => edit.Key.Page).ToList();
        foreach (var page in pages)
        {
            var path = Path.Combine(root, page.Key);
            var text = File.ReadAllText(path).Split('\n').ToList();
            foreach (var ((_, line), (count, lines)) in page.OrderByDescending(edit => edit.Key.Line))
            {
                text.RemoveRange(line - 1, count);
                text.InsertRange(line - 1, lines);
            }
            File.WriteAllText(path, string.Join('\n', text));
        }
        return [.. pages.Select(page => page.Key)];
    }
}

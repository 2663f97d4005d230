using System.Globalization;
using GitProto.Storage;

namespace GitProto.Cli.Output;

/// <summary>How far the work on a pack is, in git's words: a line that is written over, and stays when a phase is done. Where nobody watches, it is written once.</summary>
/// <param name="output">Where it is told.</param>
/// <param name="title">The words for a phase; null for one that is not told.</param>
internal sealed class PhaseLines(TextWriter output, Func<PackPhase, string?> title) : IProgress<PackProgress>
{
    private readonly Lock gate = new();
    private readonly HashSet<PackPhase> done = [];

    /// <summary>Tells of the indexing of a pack.</summary>
    /// <param name="output">Where it is told.</param>
    /// <param name="receives">Whether the pack comes while it is indexed.</param>
    public static PhaseLines OfIndexing(TextWriter output, bool receives) =>
        new(output, phase => phase == PackPhase.Resolving ? "Resolving deltas" : receives ? "Receiving objects" : "Indexing objects");

    public void Report(PackProgress value)
    {
        if (value.Total is not (> 0 and var total) || title(value.Phase) is not { } words)
            return;
        lock (gate)
        {
            var isDone = value.Done >= total;
            if (done.Contains(value.Phase) || (!isDone && Console.IsErrorRedirected))
                return;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{words}: {100 * value.Done / total,3}% ({value.Done}/{total}){(isDone ? ", done.\n" : "\r")}"));
            if (isDone)
                done.Add(value.Phase);
        }
    }
}

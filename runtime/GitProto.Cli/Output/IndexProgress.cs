using System.Globalization;
using GitProto.Storage;

namespace GitProto.Cli.Output;

/// <summary>How far the indexing of a pack is, in git's words: a line that is written over, and stays when a phase is done.</summary>
internal sealed class IndexProgress(TextWriter output, bool receives) : IProgress<PackProgress>
{
    private readonly Lock gate = new();
    private readonly HashSet<PackPhase> done = [];

    public void Report(PackProgress value)
    {
        if (value.Total is not (> 0 and var total))
            return;
        lock (gate)
        {
            var isDone = value.Done >= total;
            if (done.Contains(value.Phase) || (!isDone && Console.IsErrorRedirected))
                return;
            var title = value.Phase == PackPhase.Resolving ? "Resolving deltas" : receives ? "Receiving objects" : "Indexing objects";
            var text = string.Create(CultureInfo.InvariantCulture, $"{title}: {100 * value.Done / total,3}% ({value.Done}/{total})");
            output.Write(isDone ? text + ", done.\n" : text + "\r");
            if (isDone)
                done.Add(value.Phase);
        }
    }
}

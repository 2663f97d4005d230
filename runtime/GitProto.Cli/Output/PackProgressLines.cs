using System.Globalization;
using GitProto.Storage;

namespace GitProto.Cli.Output;

/// <summary>How far the making of a pack is, in git's words: a line that is written over, and stays when a phase is done.</summary>
internal sealed class PackProgressLines(TextWriter output) : IProgress<PackProgress>
{
    private readonly Lock gate = new();
    private readonly HashSet<PackPhase> done = [];

    public void Report(PackProgress value)
    {
        if (value.Phase == PackPhase.Counting || value.Total is not (> 0 and var total))
            return;
        lock (gate)
        {
            var isDone = value.Done >= total;
            if (done.Contains(value.Phase) || (!isDone && Console.IsErrorRedirected))
                return;
            var title = value.Phase == PackPhase.Compressing ? "Compressing objects" : "Writing objects";
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{title}: {100 * value.Done / total,3}% ({value.Done}/{total}){(isDone ? ", done.\n" : "\r")}"));
            if (isDone)
                done.Add(value.Phase);
        }
    }

    /// <summary>Says how many objects there are.</summary>
    public void Counted(int count)
    {
        if (count > 0)
            output.Write(string.Create(CultureInfo.InvariantCulture, $"Enumerating objects: {count}, done.\nCounting objects: 100% ({count}/{count}), done.\n"));
    }

    /// <summary>Says what was written.</summary>
    public void Written(WrittenPack pack) => output.Write(string.Create(CultureInfo.InvariantCulture,
        $"Total {pack.ObjectCount} (delta {pack.DeltaCount}), reused {pack.ReusedCount} (delta {pack.ReusedDeltaCount}), pack-reused 0\n"));
}

using System.Globalization;
using GitProto.Storage;

namespace GitProto.Cli.Output;

/// <summary>How far the making of a pack is, in git's words.</summary>
internal sealed class PackProgressLines(TextWriter output) : IProgress<PackProgress>
{
    private readonly PhaseLines phases = new(output, phase => phase switch
    {
        PackPhase.Counting => null,
        PackPhase.Compressing => "Compressing objects",
        _ => "Writing objects",
    });

    public void Report(PackProgress value) => phases.Report(value);

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

using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Tells how far the work on an incoming pack is.</summary>
internal sealed class PackProgressRelay(IProgress<GitProgress> progress) : IProgress<PackProgress>
{
    public void Report(PackProgress value) => progress.Report(new GitProgress
    {
        Phase = value.Phase switch
        {
            PackPhase.Counting => GitPhase.Counting,
            PackPhase.Compressing => GitPhase.Compressing,
            PackPhase.Writing => GitPhase.Writing,
            PackPhase.Receiving => GitPhase.Receiving,
            _ => GitPhase.Resolving,
        },
        Title = value.Phase switch
        {
            PackPhase.Receiving => "Receiving objects",
            PackPhase.Resolving => "Resolving deltas",
            PackPhase.Counting => "Counting objects",
            PackPhase.Compressing => "Compressing objects",
            PackPhase.Writing => "Writing objects",
            _ => value.Phase.ToString(),
        },
        Done = value.Done,
        Total = value.Total,
        Bytes = value.Bytes,
        IsDone = value.Total == value.Done,
    });
}

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
        Title = value.Phase == PackPhase.Receiving ? "Receiving objects" : value.Phase == PackPhase.Resolving ? "Resolving deltas" : value.Phase.ToString(),
        Done = value.Done,
        Total = value.Total,
        Bytes = value.Bytes,
        IsDone = value.Total == value.Done,
    });
}

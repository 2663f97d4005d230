namespace GitProto.Storage;

/// <summary>An object in the window of a delta search. It is read, and its blocks are indexed, when that is first needed.</summary>
internal sealed class WindowObject(DeltaCandidate candidate)
{
    private DeltaIndex? index;

    /// <summary>The object.</summary>
    public DeltaCandidate Candidate => candidate;

    /// <summary>Its bytes, once they were read.</summary>
    public GitObject? Content { get; private set; }

    /// <summary>How many deltas it rests on.</summary>
    public int Depth { get; private set; }

    /// <summary>The best base found, and null if there is none.</summary>
    public WindowObject? Base { get; private set; }

    /// <summary>The delta on it.</summary>
    public byte[] Delta { get; private set; } = [];

    /// <summary>The memory it takes as a base, in bytes. It counts before it is read, so that nothing depends on when that is.</summary>
    public long Cost => candidate.Size + DeltaIndex.Cost(candidate.Size);

    /// <summary>Its blocks. It has been read.</summary>
    public DeltaIndex Index => index ??= new DeltaIndex(Content!.Content);

    /// <summary>Reads it.</summary>
    /// <returns>False if it is not there, or is not what it was.</returns>
    public bool TryRead(IPackSource source)
    {
        Content ??= source.TryRead(candidate.Id);
        return Content is not null && Content.Type == candidate.Type && Content.Size == candidate.Size;
    }

    /// <summary>Takes a delta.</summary>
    public void Take(WindowObject newBase, ReadOnlySpan<byte> delta)
    {
        (Base, Delta, Depth) = (newBase, delta.ToArray(), newBase.Depth + 1);
    }

    /// <summary>Forgets what is needed no more when it has become a base.</summary>
    public void Settle() => (Base, Delta) = (null, []);
}

namespace GitProto.Storage;

/// <summary>Follows a chain of deltas that may be long or lead back into itself. Cheap for the short ones.</summary>
internal struct ChainDepth
{
    private const int Short = 64;
    private int depth;
    private HashSet<long>? seen;

    /// <summary>Takes another step.</summary>
    /// <exception cref="CorruptPackException">The chain is a ring.</exception>
    /// <exception cref="LimitExceededException">It is longer than <see cref="PackFile.MaxDeltaDepth"/>.</exception>
    public void Add(long offset)
    {
        if (++depth <= Short)
            return;
        seen ??= [];
        if (!seen.Add(offset))
            throw new CorruptPackException($"The chain of deltas through offset {offset} leads back to itself.");
        if (depth > PackFile.MaxDeltaDepth)
            throw new LimitExceededException(nameof(PackFile.MaxDeltaDepth), PackFile.MaxDeltaDepth, $"The chain of deltas through offset {offset}");
    }
}

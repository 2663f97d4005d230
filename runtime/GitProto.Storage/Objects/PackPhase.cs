namespace GitProto.Storage;

/// <summary>What is being done with a pack.</summary>
public enum PackPhase
{
    /// <summary>Finding the objects to send; the total is not known.</summary>
    Counting,

    /// <summary>Looking for deltas.</summary>
    Compressing,

    /// <summary>Writing objects to the peer.</summary>
    Writing,

    /// <summary>Reading objects from the peer.</summary>
    Receiving,

    /// <summary>Applying deltas and computing ids.</summary>
    Resolving,
}

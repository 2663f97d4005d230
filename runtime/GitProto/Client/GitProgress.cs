namespace GitProto.Client;

/// <summary>How far something is.</summary>
public sealed record GitProgress
{
    /// <summary>What is being done.</summary>
    public required GitPhase Phase { get; init; }

    /// <summary>True if the other side does it and this is what it says of it.</summary>
    public bool IsRemote { get; init; }

    /// <summary>What the one who does it calls it, cleaned for display.</summary>
    public string Title { get; init; } = "";

    /// <summary>How many are done.</summary>
    public long Done { get; init; }

    /// <summary>How many there are, if that is known.</summary>
    public long? Total { get; init; }

    /// <summary>Bytes moved so far, in the phases that move bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>True if this phase is over.</summary>
    public bool IsDone { get; init; }

    /// <summary>How far it is, from 0 to 1; null if that cannot be told.</summary>
    public double? Fraction => Total is > 0 and var total ? Math.Clamp((double)Done / total, 0, 1) : null;
}

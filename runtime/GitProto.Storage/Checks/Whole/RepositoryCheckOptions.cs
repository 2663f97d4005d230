namespace GitProto.Storage;

/// <summary>What of a repository is checked, and what is listed.</summary>
public sealed record RepositoryCheckOptions
{
    /// <summary>As <c>git fsck</c> without options.</summary>
    public static RepositoryCheckOptions Default { get; } = new();

    /// <summary>How the format of objects is checked. <see cref="FsckOptions.Report"/> is not used.</summary>
    public FsckOptions Objects { get; init; } = FsckOptions.Default;

    /// <summary>True: objects are not read, but for those that others are reached through.</summary>
    public bool ConnectivityOnly { get; init; }

    /// <summary>False: the objects in packs are not checked, though they count as there. True by default.</summary>
    public bool Full { get; init; } = true;

    /// <summary>Whether objects are listed that nothing reaches. False by default.</summary>
    public bool Unreachable { get; init; }

    /// <summary>Whether objects are listed that nothing leads to. True by default.</summary>
    public bool Dangling { get; init; } = true;

    /// <summary>Whether commits without parents are listed. False by default.</summary>
    public bool Roots { get; init; }

    /// <summary>Whether tags are listed. False by default.</summary>
    public bool Tags { get; init; }

    /// <summary>Whether what reflogs name is kept, too. True by default.</summary>
    public bool Reflogs { get; init; } = true;

    /// <summary>What is kept; null for what the refs, HEAD, the reflogs and the index of the work tree name.</summary>
    public IReadOnlyList<ObjectId>? Heads { get; init; }

    /// <summary>Number of threads that read objects.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told of every finding, one after the other; null to hear of none.</summary>
    public Action<RepositoryFinding>? Report { get; init; }
}

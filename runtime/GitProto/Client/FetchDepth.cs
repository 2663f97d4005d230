namespace GitProto.Client;

/// <summary>How deep a history shall be.</summary>
public sealed record FetchDepth
{
    /// <summary>The number that means all of the history.</summary>
    public const int Infinite = int.MaxValue;

    private FetchDepth()
    {
    }

    /// <summary>Commits from each tip, or beyond the present boundary if <see cref="IsRelative"/>; null if not counted.</summary>
    public int? Commits { get; private init; }

    /// <summary>True if <see cref="Commits"/> counts from the present boundary.</summary>
    public bool IsRelative { get; private init; }

    /// <summary>The age of the oldest commit; null if age does not matter.</summary>
    public DateTimeOffset? OldestCommit { get; private init; }

    /// <summary>Refs of the server whose history is left out.</summary>
    public IReadOnlyList<ByteString> Excluded { get; private init; } = [];

    /// <summary>All of the history: a shallow repository becomes complete.</summary>
    public static FetchDepth All { get; } = new() { Commits = Infinite };

    /// <summary>So many commits from each tip.</summary>
    public static FetchDepth Of(int commits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(commits);
        return new() { Commits = commits };
    }

    /// <summary>So many commits more than now.</summary>
    public static FetchDepth MoreBy(int commits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(commits);
        return new() { Commits = commits, IsRelative = true };
    }

    /// <summary>Commits younger than a time, and not reached from some refs of the server.</summary>
    public static FetchDepth Since(DateTimeOffset time, params IReadOnlyList<ByteString> excluded) => new() { OldestCommit = time, Excluded = excluded };

    /// <summary>Commits that some refs of the server do not reach.</summary>
    public static FetchDepth Not(params IReadOnlyList<ByteString> refs) => new() { Excluded = refs };
}

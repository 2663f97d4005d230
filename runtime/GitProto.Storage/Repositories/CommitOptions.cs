namespace GitProto.Storage;

/// <summary>The parts of a new commit that have defaults.</summary>
public sealed record CommitOptions
{
    /// <summary>Who wrote it; a placeholder at the present time unless set.</summary>
    public Signature Author { get; init; } = new("GitProto", "gitproto@localhost", DateTimeOffset.UtcNow);

    /// <summary>Who committed it; the author unless set.</summary>
    public Signature? Committer { get; init; }

    /// <summary>The parents; where the branch stands now unless set.</summary>
    public IReadOnlyList<ObjectId>? Parents { get; init; }
}

namespace GitProto.Storage;

/// <summary>How a set of ref updates is applied.</summary>
public sealed record RefTransactionOptions
{
    /// <summary>The defaults: all or nothing.</summary>
    public static RefTransactionOptions Default { get; } = new();

    /// <summary>True: if one update is refused, none is made. False: each stands for itself.</summary>
    public bool Atomic { get; init; } = true;

    /// <summary>
    /// True: also a process that is killed, at whatever moment, leaves all or none of an atomic set. In files that takes a rewriting of <c>packed-refs</c>, or two; a set with something
    /// that cannot stand there (HEAD, symbolic refs, refs of one work tree) is changed one by one, as git does with all. False by default.
    /// </summary>
    public bool AsOne { get; init; }

    /// <summary>
    /// True for the first refs of a new repository, which nobody else uses yet: those that are created may be stored together, in
    /// <c>packed-refs</c>, as git does after a clone. False by default.
    /// </summary>
    public bool Initial { get; init; }

    /// <summary>
    /// Is told of the phases; null for nobody. Of a set that is not atomic each update is a transaction of its own then. Stores other than files have no phases, and do not tell.
    /// </summary>
    public RefTransactionWatch? Watch { get; init; }

    /// <summary>
    /// Why the refs are changed, for their logs; null for no reason. What of it would end the line becomes a blank. <see cref="RefUpdate.Message"/> goes before it.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>Who changes the refs, and when, for their logs; null for what the repository was opened with: <see cref="FileRepositoryOptions.Committer"/>.</summary>
    public Signature? Committer { get; init; }
}

namespace GitProto.Storage;

/// <summary>The severity of every finding. Does not change: <see cref="With"/> gives another one.</summary>
public sealed class FsckSeverities
{
    private readonly FsckSeverity[] severities;

    private FsckSeverities(FsckSeverity[] severities) => this.severities = severities;

    /// <summary>Those of <c>git fsck</c> without options.</summary>
    public static FsckSeverities Default { get; } = new([.. Enum.GetValues<FsckId>().Select(id => id.DefaultSeverity())]);

    /// <summary>Those of <c>git fsck --strict</c> and of received objects: every warning is an error.</summary>
    public static FsckSeverities Strict { get; } =
        new([.. Default.severities.Select(severity => severity == FsckSeverity.Warn ? FsckSeverity.Error : severity)]);

    /// <summary>The severity of a finding.</summary>
    public FsckSeverity this[FsckId id] => severities[(int)id];

    /// <summary>Changes one severity.</summary>
    /// <exception cref="PolicyException">The finding is fatal and cannot weigh less.</exception>
    public FsckSeverities With(FsckId id, FsckSeverity severity)
    {
        if (id.DefaultSeverity() == FsckSeverity.Fatal && severity < FsckSeverity.Error)
            throw new PolicyException($"Cannot demote {id.Name()} to {severity.ToString().ToLowerInvariant()}.");
        var changed = (FsckSeverity[])severities.Clone();
        changed[(int)id] = severity;
        return new FsckSeverities(changed);
    }
}

namespace GitProto.Storage;

/// <summary>How the logs of a repository are kept.</summary>
/// <param name="Mode">Which refs get one.</param>
/// <param name="Committer">Who changes refs, and when.</param>
internal sealed record ReflogRules(ReflogMode Mode, Func<Signature> Committer)
{
    private const string All = "always";

    /// <summary>What the config of a repository says.</summary>
    /// <exception cref="PolicyException">Its <c>core.logAllRefUpdates</c> has no value that it can have.</exception>
    public static ReflogRules Read(RepositoryConfig config, bool bare, FileRepositoryOptions options)
    {
        const string Key = "core.logallrefupdates";
        var mode = All.Equals(config.Get(Key), StringComparison.OrdinalIgnoreCase) ? ReflogMode.Always
            : config.GetFlag(Key) ?? !bare ? ReflogMode.Normal : ReflogMode.None;
        return new ReflogRules(mode, () => (options.Committer ?? Default)(config));
    }

    /// <summary>True if a ref gets a log.</summary>
    public bool Creates(RefName name) => Mode switch
    {
        ReflogMode.None => false,
        ReflogMode.Always => true,
        _ => name.IsHead || name.StartsWith("refs/heads/"u8) || name.StartsWith("refs/remotes/"u8) || name.StartsWith("refs/notes/"u8),
    };

    // As git without a name and an address: those of the user and of the machine.
    private static Signature Default(RepositoryConfig config) => new(
        config.Get("committer.name") ?? config.Get("user.name") ?? Environment.UserName,
        config.Get("committer.email") ?? config.Get("user.email") ?? $"{Environment.UserName}@{Environment.MachineName}",
        DateTimeOffset.Now);
}

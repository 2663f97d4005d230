namespace GitProto.Storage;

/// <summary>Settings of the checks as git writes them. A broken one is an error, and never counts as none.</summary>
/// <remarks>Source: git-config <c>fsck.&lt;msg-id&gt;</c>, <c>fsck.skipList</c>, <c>transfer.fsckObjects</c>. Where git only warns of an unknown id, this throws.</remarks>
public static class FsckSettings
{
    private const string SkipListName = "skiplist";
    private const string ReceiveSection = "receive";
    private const string FetchSection = "fetch";

    /// <summary>How received objects are checked, by <c>receive.fsckObjects</c> or <c>transfer.fsckObjects</c>, and <c>receive.fsck.*</c>.</summary>
    /// <param name="config">The repository's settings.</param>
    /// <param name="directory">What a relative path of a skip list begins at.</param>
    /// <returns>Null if they are not checked.</returns>
    /// <exception cref="PolicyException">A setting is broken.</exception>
    public static FsckOptions? ForReceive(RepositoryConfig config, string directory) => ForTransfer(config, directory, ReceiveSection);

    /// <summary>True if the settings say that received objects are not to be checked.</summary>
    /// <exception cref="PolicyException">A setting is broken.</exception>
    public static bool AreOffForReceive(RepositoryConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return Flag(config, ReceiveSection) == false;
    }

    /// <summary>How fetched objects are checked, by <c>fetch.fsckObjects</c> or <c>transfer.fsckObjects</c>, and <c>fetch.fsck.*</c>.</summary>
    /// <param name="config">The repository's settings.</param>
    /// <param name="directory">What a relative path of a skip list begins at.</param>
    /// <returns>Null if they are not checked.</returns>
    /// <exception cref="PolicyException">A setting is broken.</exception>
    public static FsckOptions? ForFetch(RepositoryConfig config, string directory) => ForTransfer(config, directory, FetchSection);

    /// <summary>How the objects of a repository are checked, by <c>fsck.*</c>.</summary>
    /// <param name="config">The repository's settings.</param>
    /// <param name="directory">What a relative path of a skip list begins at.</param>
    /// <param name="basis">What holds where nothing is set.</param>
    /// <exception cref="PolicyException">A setting is broken.</exception>
    public static FsckOptions ForFsck(RepositoryConfig config, string directory, FsckOptions basis) => Apply(config, directory, basis, "fsck.");

    /// <summary>Applies a list such as <c>missingEmail=ignore,badDate=warn,skiplist=PATH</c>.</summary>
    /// <param name="list">The list; commas, blanks and bars are between its items.</param>
    /// <param name="directory">What a relative path of a skip list begins at.</param>
    /// <param name="basis">What holds for all else.</param>
    /// <exception cref="PolicyException">An item is broken.</exception>
    public static FsckOptions Parse(string list, string directory, FsckOptions basis)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(basis);
        foreach (var item in list.Split([',', ' ', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw new PolicyException($"Missing '=': '{Escape.ForDisplay(item.ToLowerInvariant())}'.");
            basis = Set(basis, directory, item[..equals], item[(equals + 1)..]);
        }
        return basis;
    }

    private static FsckOptions? ForTransfer(RepositoryConfig config, string directory, string section)
    {
        ArgumentNullException.ThrowIfNull(config);
        // Broken settings are told while they have no effect, too: somebody is about to rely on them.
        var options = Apply(config, directory, FsckOptions.StrictDefault, $"{section}.fsck.");
        return Flag(config, section) == true ? options : null;
    }

    private static bool? Flag(RepositoryConfig config, string section) => config.GetFlag($"{section}.fsckobjects") ?? config.GetFlag("transfer.fsckobjects");

    private static FsckOptions Apply(RepositoryConfig config, string directory, FsckOptions options, string prefix)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(options);
        foreach (var key in config.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
            options = Set(options, directory, key[prefix.Length..], config.Get(key)!);
        return options;
    }

    private static FsckOptions Set(FsckOptions options, string directory, string name, string value)
    {
        if (name.Equals(SkipListName, StringComparison.OrdinalIgnoreCase))
            return options with { SkipList = FsckSkipList.Read(value, directory) };
        if (!FsckIds.TryParse(name, out var id))
            throw new PolicyException($"Unhandled message id: {Escape.ForDisplay(name)}.");
        if (id == FsckId.LargePathname && value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
        {
            if (RepositoryConfig.TryNumber(value[(colon + 1)..]) is not { } length)
                throw new PolicyException($"The length '{Escape.ForDisplay(value[(colon + 1)..])}' for {id.Name()} is no number.");
            (options, value) = (options with { MaxNameLength = (int)Math.Min(length, int.MaxValue) }, value[..colon]);
        }
        return options with { Severities = options.Severities.With(id, Severity(value)) };
    }

    private static FsckSeverity Severity(string word) => word.ToLowerInvariant() switch
    {
        "error" => FsckSeverity.Error,
        "warn" => FsckSeverity.Warn,
        "ignore" => FsckSeverity.Ignore,
        _ => throw new PolicyException($"Unknown fsck message type: '{Escape.ForDisplay(word)}'."),
    };
}

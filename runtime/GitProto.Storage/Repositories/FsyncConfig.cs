namespace GitProto.Storage;

/// <summary>What the config of a repository has flushed to the disk: <c>core.fsync</c>, and the older <c>core.fsyncObjectFiles</c>.</summary>
/// <remarks>Source: git-config <c>core.fsync</c>; environment.c parse_fsync_components. A name that is not known is passed over, as git does.</remarks>
internal static class FsyncConfig
{
    private const FsyncComponents Objects = FsyncComponents.LooseObject | FsyncComponents.Pack;

    public static FsyncComponents Read(RepositoryConfig config)
    {
        var parts = config.Get("core.fsync") is { } list ? Parse(list) : FsyncComponents.Default;
        return config.GetFlag("core.fsyncobjectfiles") is true ? parts | FsyncComponents.LooseObject : parts;
    }

    private static FsyncComponents Parse(string list)
    {
        var (start, more, less) = (FsyncComponents.Default, FsyncComponents.None, FsyncComponents.None);
        foreach (var word in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (word == "none")
                start = FsyncComponents.None;
            else if (word[0] == '-')
                less |= Named(word[1..]);
            else
                more |= Named(word);
        }
        return (start & ~less) | more;
    }

    // This library writes neither an index nor commit-graphs.
    private static FsyncComponents Named(string word) => word switch
    {
        "loose-object" => FsyncComponents.LooseObject,
        "pack" => FsyncComponents.Pack,
        "pack-metadata" or "derived-metadata" => FsyncComponents.PackMetadata,
        "reference" => FsyncComponents.Reference,
        "objects" => Objects,
        "committed" or "added" => Objects | FsyncComponents.Reference,
        "all" => FsyncComponents.All,
        _ => FsyncComponents.None,
    };
}

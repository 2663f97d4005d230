namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>The config of a repository, and what follows from it before anything else of the repository is read.</summary>
internal static class ConfigFuzz
{
    public static FuzzTarget Target { get; } = new(
        "config",
        [
            "[core]\n\trepositoryformatversion = 1\n\tbare = true\n\tsharedRepository = 0660\n\tfsync = none,-pack,objects\n\tlogAllRefUpdates = always\n[extensions]\n\tobjectFormat = sha256\n[user]\n\tname = A \"U\" Thor\n"u8.ToArray(),
            "[core]\nrepositoryformatversion=0;\n[remote \"o\\\"rigin\"]\n\turl = a\\\n b\n\tfetch = +refs/*:refs/* # all\n[receive]\n\tmaxInputSize = 10g\n\tfsck.badTree = warn\n"u8.ToArray(),
        ],
        Run);

    private static void Run(Span<byte> input, ulong number)
    {
        var values = ConfigFile.Parse(input);
        if (values.Count > input.Length)
            throw new FuzzException("It has more values than bytes.");
        var config = new RepositoryConfig(values);
        foreach (var (key, _) in values)
        {
            if (!key.Contains('.', StringComparison.Ordinal) || config.GetAll(key).Count == 0)
                throw new FuzzException($"The value of {key} is not found again.");
        }
        _ = SharedAccess.Parse(config.Get("core.sharedrepository"));
        _ = FsyncConfig.Read(config);
        _ = RepositoryFormat.Read(config);
        _ = ReflogRules.Read(config, true, FileRepositoryOptions.Default);
    }
}

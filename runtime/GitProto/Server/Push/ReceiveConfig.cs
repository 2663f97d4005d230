using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Reads what the config of a repository says of pushes.</summary>
internal static class ReceiveConfig
{
    /// <summary>The rules with the config counted over them.</summary>
    /// <param name="rules">What holds where the config says nothing.</param>
    /// <param name="config">The config.</param>
    /// <param name="directory">The repository.</param>
    /// <exception cref="PolicyException">A value is malformed, or asks for something that is not supported.</exception>
    public static ReceivePackRules Apply(ReceivePackRules rules, RepositoryConfig config, string directory)
    {
        if (config.GetAll("receive.procreceiverefs").Count > 0)
            throw new PolicyException("The repository's config sets receive.procReceiveRefs, which is not supported.");
        return rules with
        {
            DenyNonFastForwards = config.GetFlag("receive.denynonfastforwards") ?? rules.DenyNonFastForwards,
            DenyDeletes = config.GetFlag("receive.denydeletes") ?? rules.DenyDeletes,
            DenyCurrentBranch = Action(config.Get("receive.denycurrentbranch")) ?? rules.DenyCurrentBranch,
            DenyDeleteCurrent = Action(config.Get("receive.denydeletecurrent")) ?? rules.DenyDeleteCurrent,
            Atomic = config.GetFlag("receive.advertiseatomic") ?? rules.Atomic,
            PushOptions = config.GetFlag("receive.advertisepushoptions") ?? rules.PushOptions,
            ShallowUpdate = config.GetFlag("receive.shallowupdate") ?? rules.ShallowUpdate,
            SessionId = config.GetFlag("transfer.advertisesid") ?? rules.SessionId,
            Pack = config.GetNumber("receive.maxinputsize") is > 0 and var size ? rules.Pack with { MaxPackSize = Math.Min(size, rules.Pack.MaxPackSize) } : rules.Pack,
            Fsck = FsckSettings.ForReceive(config, directory) ?? (FsckSettings.AreOffForReceive(config) ? null : rules.Fsck),
            KeepAlive = config.GetSilence("receive.keepalive") ?? rules.KeepAlive,
        };
    }

    private static DenyAction? Action(string? value) => value?.ToLowerInvariant() switch
    {
        null => null,
        "ignore" => DenyAction.Ignore,
        "warn" => DenyAction.Warn,
        "refuse" => DenyAction.Refuse,
        "updateinstead" => DenyAction.UpdateInstead,
        var text => RepositoryConfig.TryFlag(text) == false ? DenyAction.Ignore : DenyAction.Refuse,
    };
}

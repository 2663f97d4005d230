using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Reads what the config of a repository says of fetching. No key that names a command is looked at.</summary>
/// <remarks>Source: git-config "uploadpack.*", "uploadpackfilter.*", "lsrefs.unborn".</remarks>
internal static class UploadPackConfig
{
    private static readonly string[] Filters = ["blob:none", "blob:limit", "object:type", "tree", "sparse:oid", "combine"];

    /// <summary>The rules with the config counted over them.</summary>
    /// <exception cref="PolicyException">A value is malformed.</exception>
    public static UploadPackOptions Apply(UploadPackOptions rules, IRepository repository) =>
        !rules.UseRepositoryConfig || repository is not FileRepository { Config: var config } ? rules : rules with
        {
            Wants = Wants(config) ?? rules.Wants,
            AllowFilter = (config.GetFlag("uploadpack.allowfilter") ?? rules.AllowFilter) && !RestrictsFilters(config),
            AllowRefInWant = config.GetFlag("uploadpack.allowrefinwant") ?? rules.AllowRefInWant,
            AllowSidebandAll = config.GetFlag("uploadpack.allowsidebandall") ?? rules.AllowSidebandAll,
            AllowObjectInfo = config.GetFlag("transfer.advertiseobjectinfo") ?? rules.AllowObjectInfo,
            TellUnborn = Unborn(config) ?? rules.TellUnborn,
            KeepAlive = config.GetSilence("uploadpack.keepalive") ?? rules.KeepAlive,
        };

    private static WantRule? Wants(RepositoryConfig config)
    {
        var (any, reachable, tip) = (config.GetFlag("uploadpack.allowanysha1inwant"), config.GetFlag("uploadpack.allowreachablesha1inwant"), config.GetFlag("uploadpack.allowtipsha1inwant"));
        return any == true ? WantRule.Any
            : reachable == true ? WantRule.Reachable
            : tip == true ? WantRule.HiddenTips
            : any ?? reachable ?? tip is null ? null : WantRule.Tips;
    }

    private static bool? Unborn(RepositoryConfig config) => config.Get("lsrefs.unborn") switch
    {
        null => null,
        "advertise" or "allow" => true,
        "ignore" => false,
        { } other => throw new PolicyException($"invalid value for 'lsrefs.unborn': '{Escape.ForDisplay(other)}'"),
    };

    /// <summary>True if some filters are forbidden. They are not told apart here, so that none is allowed then.</summary>
    private static bool RestrictsFilters(RepositoryConfig config) =>
        config.GetFlag("uploadpackfilter.allow") == false
        || config.Get("uploadpackfilter.tree.maxdepth") is not null
        || Array.Exists(Filters, filter => config.GetFlag($"uploadpackfilter.{filter}.allow") == false);
}

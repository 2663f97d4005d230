namespace GitProto.Server;

/// <summary>What clients may ask of <c>upload-pack</c>. The defaults are git's.</summary>
public sealed record UploadPackOptions
{
    /// <summary>The defaults.</summary>
    public static UploadPackOptions Default { get; } = new();

    /// <summary>
    /// Whether the config of a repository on disk counts over what stands here: <c>uploadpack.allow*</c>, <c>uploadpack.keepAlive</c>, <c>uploadpack.hideRefs</c>,
    /// <c>transfer.hideRefs</c>, <c>transfer.advertiseObjectInfo</c>, <c>lsrefs.unborn</c>; where <c>uploadpackfilter.*</c> forbids some filters, none is allowed. Nothing
    /// that names a command is ever read. Default yes.
    /// </summary>
    public bool UseRepositoryConfig { get; init; } = true;

    /// <summary>Which objects may be wanted in v0 and v1. Default: what the refs shown point to.</summary>
    public WantRule Wants { get; init; } = WantRule.Tips;

    /// <summary>Which objects may be wanted in v2. Default, as in git: any. Hiding a ref keeps nothing secret then.</summary>
    public WantRule WantsV2 { get; init; } = WantRule.Any;

    /// <summary>
    /// Whether only what the refs that a client sees reach may be common with it. What it merely claims to have is then neither acknowledged nor a base of a delta, so
    /// that nobody learns what is there by claiming it. It may take a walk over all history. Default no, as in git.
    /// </summary>
    public bool StrictHaves { get; init; }

    /// <summary>Whether a client may leave out objects (<c>uploadpack.allowFilter</c>). Default no.</summary>
    public bool AllowFilter { get; init; }

    /// <summary>Whether refs may be wanted by name (<c>uploadpack.allowRefInWant</c>). Default no.</summary>
    public bool AllowRefInWant { get; init; }

    /// <summary>Whether all of an answer may come in bands (<c>uploadpack.allowSidebandAll</c>). Default no.</summary>
    public bool AllowSidebandAll { get; init; }

    /// <summary>Whether sizes of objects are told (<c>transfer.advertiseObjectInfo</c>). Default no.</summary>
    public bool AllowObjectInfo { get; init; }

    /// <summary>Whether a HEAD without commits is told of in v2 (<c>lsrefs.unborn</c>). Default yes.</summary>
    public bool TellUnborn { get; init; } = true;

    /// <summary>
    /// After so long a silence while a pack is made, an empty packet goes to the client (<c>uploadpack.keepAlive</c>). Default 5
    /// seconds; <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);
}

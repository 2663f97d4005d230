using GitProto.Storage;

namespace GitProto.Server;

/// <summary>What clients may do to a repository with a push. The defaults are git's.</summary>
/// <remarks>Source: git-config "receive.*", "transfer.*".</remarks>
public sealed record ReceivePackRules
{
    /// <summary>The defaults.</summary>
    public static ReceivePackRules Default { get; } = new();

    /// <summary>
    /// Whether the config of a repository on disk counts over what stands here: <c>receive.deny*</c>, <c>receive.advertiseAtomic</c>,
    /// <c>receive.advertisePushOptions</c>, <c>receive.shallowUpdate</c>, <c>receive.maxInputSize</c>, <c>receive.keepAlive</c>, <c>receive.hideRefs</c>,
    /// <c>receive.fsckObjects</c>, <c>transfer.fsckObjects</c>, <c>receive.fsck.*</c>, <c>transfer.hideRefs</c>, <c>transfer.advertiseSID</c>. Default yes.
    /// </summary>
    public bool UseRepositoryConfig { get; init; } = true;

    /// <summary>Whether a branch may only move to a commit that has its old one in its history (<c>receive.denyNonFastForwards</c>). Default no.</summary>
    public bool DenyNonFastForwards { get; init; }

    /// <summary>Whether no branch may be deleted (<c>receive.denyDeletes</c>). Default no.</summary>
    public bool DenyDeletes { get; init; }

    /// <summary>What happens to a branch that a work tree has checked out (<c>receive.denyCurrentBranch</c>).</summary>
    public DenyAction DenyCurrentBranch { get; init; }

    /// <summary>What happens to the deletion of the branch HEAD points to (<c>receive.denyDeleteCurrent</c>).</summary>
    public DenyAction DenyDeleteCurrent { get; init; }

    /// <summary>Whether a client may have all of its refs updated or none (<c>receive.advertiseAtomic</c>). Default yes.</summary>
    public bool Atomic { get; init; } = true;

    /// <summary>Whether options for hooks are taken (<c>receive.advertisePushOptions</c>). Default no.</summary>
    public bool PushOptions { get; init; }

    /// <summary>Whether a push may move the edge of a shallow history (<c>receive.shallowUpdate</c>). Default no.</summary>
    public bool ShallowUpdate { get; init; }

    /// <summary>Whether sessions have names in the logs of both sides (<c>transfer.advertiseSID</c>). Default no.</summary>
    public bool SessionId { get; init; }

    /// <summary>
    /// Whether objects that did not come with the push must be reachable from refs that the client sees. As in git the default is no: it is enough
    /// that they are there. With yes, thin packs are not taken, for a delta could copy an object that nobody may see.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>Whether new values of refs must reach only what is there or came. Off only for those who check it otherwise (<c>--skip-connectivity-check</c>). Default yes.</summary>
    public bool CheckConnectivity { get; init; } = true;

    /// <summary>Whether packs may leave out bases that are here. Off, they are not announced otherwise, so that clients may send them in vain. Default yes.</summary>
    public bool AllowThin { get; init; } = true;

    /// <summary>Bounds on the pack; <c>receive.maxInputSize</c> is <see cref="PackLimits.MaxPackSize"/>.</summary>
    public PackLimits Pack { get; init; } = PackLimits.Default;

    /// <summary>How every object of a push is checked (<c>receive.fsckObjects</c>, <c>receive.fsck.*</c>); null, the default, if none is.</summary>
    public FsckOptions? Fsck { get; init; }

    /// <summary>Commands in one push. Default 1,000,000.</summary>
    public int MaxCommands { get; init; } = 1_000_000;

    /// <summary>Bytes of all commands of one push. Default 3 MiB, as in JGit.</summary>
    public long MaxCommandBytes { get; init; } = 3 << 20;

    /// <summary>Options of one push. Default 1,024.</summary>
    public int MaxPushOptions { get; init; } = 1024;

    /// <summary>Bytes of all options of one push. Default 64 KiB.</summary>
    public long MaxPushOptionBytes { get; init; } = 64 << 10;

    /// <summary>
    /// After so long a silence between pack and report, an empty packet goes to the client (<c>receive.keepAlive</c>). Default 5 seconds;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the programs in <c>hooks</c> of a repository on disk are run, as git does. Whoever may write there can run anything as this process. Default no.</summary>
    public bool RunGitHooks { get; init; }

    /// <summary>How long one hook may take, of either kind. Then it is ended, and has refused. Default 10 minutes.</summary>
    public TimeSpan HookTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes of a hook's output that are sent to the client; more is read and dropped. Default 1 MiB.</summary>
    public long MaxHookOutput { get; init; } = 1 << 20;

    /// <summary>Code that is asked before refs move, and told after they did. Default none.</summary>
    public IReadOnlyList<IPushHook> Hooks { get; init; } = [];
}

using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Which repositories and services are served, in the terms of git's daemon.</summary>
/// <remarks>Source: git-daemon "OPTIONS".</remarks>
public sealed record DaemonRules
{
    private static readonly HashSet<GitService> All = [GitService.UploadPack, GitService.ReceivePack, GitService.UploadArchive];

    /// <summary>What every path is put behind (<c>--base-path</c>). Null, the default: paths are those of this machine.</summary>
    public string? BasePath { get; init; }

    /// <summary>Whether a path that is not found there is tried as it is (<c>--base-path-relaxed</c>). Default no.</summary>
    public bool BasePathRelaxed { get; init; }

    /// <summary>
    /// How the path is made for a client that names a host (<c>--interpolated-path</c>): <c>%H</c> the host, <c>%P</c> the port, <c>%D</c> the path, <c>%%</c>. Null,
    /// the default: not at all.
    /// </summary>
    public string? InterpolatedPath { get; init; }

    /// <summary>Whether a path names exactly one directory (<c>--strict-paths</c>). Default no: <c>P/.git</c>, <c>P</c> and <c>P.git</c> are tried.</summary>
    public bool StrictPaths { get; init; }

    /// <summary>Whether every repository is served (<c>--export-all</c>), or only those that hold a file <c>git-daemon-export-ok</c>. Default the latter.</summary>
    public bool ExportAll { get; init; }

    /// <summary>
    /// The directories of which, and below which, repositories are served; strictly, only those themselves. None, the default: those below <see cref="BasePath"/>, or
    /// all. Symbolic links count as what they lead to.
    /// </summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>The part of the refs of each repository on disk that is served. Null, the default: all.</summary>
    public RefNamespace? Namespace { get; init; }

    /// <summary>Whose repositories are pushed to and archived. Default: those of the user of this process. Null: anybody's.</summary>
    public RepositoryOwners? Owners { get; init; } = RepositoryOwners.Current;

    /// <summary>Whose repositories are fetched from. Null, the default: anybody's.</summary>
    public RepositoryOwners? OwnersToFetchFrom { get; init; }

    /// <summary>Who changes refs, and when, for their logs. Null, the default: see <see cref="FileRepositoryOptions.Committer"/>.</summary>
    public Func<RepositoryConfig, Signature>? Committer { get; init; }

    /// <summary>The services that are on. Default <see cref="GitService.UploadPack"/>.</summary>
    public IReadOnlySet<GitService> Enabled { get; init; } = new HashSet<GitService> { GitService.UploadPack };

    /// <summary>The services that a repository's config may switch on or off: <c>daemon.uploadpack</c>, <c>daemon.receivepack</c>, <c>daemon.uploadarch</c>. Default all.</summary>
    public IReadOnlySet<GitService> Overridable { get; init; } = All;
}

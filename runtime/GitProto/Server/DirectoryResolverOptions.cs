using GitProto.Storage;

namespace GitProto.Server;

/// <summary>How a <see cref="DirectoryResolver"/> finds repositories.</summary>
public sealed record DirectoryResolverOptions
{
    /// <summary>The defaults.</summary>
    public static DirectoryResolverOptions Default { get; } = new();

    /// <summary>
    /// True: only the directory of exactly that name is looked at. False: as Git does elsewhere, <c>P/.git</c>, <c>P</c>,
    /// <c>P.git/.git</c> and <c>P.git</c> are tried in this order. Default false.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>The part of the refs of each repository on disk that is served. Null, the default: all.</summary>
    public RefNamespace? Namespace { get; init; }

    /// <summary>Whose repositories on disk are pushed to and archived. Default: those of the user of this process, as with git. Null: anybody's.</summary>
    public RepositoryOwners? Owners { get; init; } = RepositoryOwners.Current;

    /// <summary>Whose repositories on disk are fetched from. Null, the default: anybody's, as with git.</summary>
    public RepositoryOwners? OwnersToFetchFrom { get; init; }

    /// <summary>Who changes refs of repositories on disk, and when, for their logs. Null, the default: see <see cref="FileRepositoryOptions.Committer"/>.</summary>
    public Func<RepositoryConfig, Signature>? Committer { get; init; }

    /// <summary>
    /// Makes the repository that a client wants to push to, if there is none: it is given the path of a directory that does not exist, whose name ends in
    /// <c>.git</c>. It is called once the client may push, before it has said what. Null, the default: nothing is made.
    /// </summary>
    public Func<string, IRepository>? Create { get; init; }

    /// <summary>
    /// Makes the path from what the client sent: <c>%H</c> is the host it named, <c>%P</c> the port, <c>%D</c> the path, <c>%%</c> a
    /// percent sign; as <c>/%H%D</c> for one directory per host. The result is a path below the root like any other. Null, the default: the path alone. A
    /// client that names no host gets the path alone, too.
    /// </summary>
    public string? Template { get; init; }
}

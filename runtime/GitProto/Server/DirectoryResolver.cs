using GitProto.Storage;

namespace GitProto.Server;

/// <summary>
/// Serves the repositories below one directory. A path of a client never leads out of it: not by its names, and not by a symbolic link
/// on the way (links that stay inside are followed).
/// </summary>
public sealed class DirectoryResolver : IRepositoryResolver
{
    private const string GitDirectory = ".git";
    private readonly string root;
    private readonly Func<string, GitService, IRepository?> open;
    private readonly DirectoryResolverOptions options;
    private readonly Lock making = new();

    /// <summary>Serves the repositories on disk below a directory. One that leads out of it, by a <c>.git</c> file, by alternates or by a link, is refused.</summary>
    /// <param name="root">The directory.</param>
    /// <param name="options">How repositories are found.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public DirectoryResolver(string root, DirectoryResolverOptions? options = null)
        : this(root, _ => null, options)
    {
        var pushed = new FileRepositoryOptions { Strict = true, AllowedRoots = [this.root], Owners = this.options.Owners, Namespace = this.options.Namespace, Committer = this.options.Committer };
        var fetched = pushed with { Owners = this.options.OwnersToFetchFrom };
        open = (path, service) => FileRepository.TryOpen(path, service == GitService.UploadPack ? fetched : pushed);
    }

    /// <summary>Serves what is found below a directory.</summary>
    /// <param name="root">The directory.</param>
    /// <param name="open">
    /// Opens the repository in a directory, or named by a <c>.git</c> file, given by a path without symbolic links; gives null if there is no repository.
    /// </param>
    /// <param name="options">How repositories are found.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    public DirectoryResolver(string root, Func<string, IRepository?> open, DirectoryResolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(root);
        (this.open, this.options) = ((path, _) => open(path), options ?? DirectoryResolverOptions.Default);
        if (this.options.Template is { } template)
            PathTemplate.Check(template);
        this.root = RealPath.Resolve(Path.GetFullPath(root)) is { } real && Directory.Exists(real) ? real
            : throw new DirectoryNotFoundException($"There is no directory '{Escape.ForDisplay(root)}'.");
    }

    /// <summary>The directory, without symbolic links.</summary>
    public string Root => root;

    /// <inheritdoc/>
    public ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = request.Path;
        _ = RepositoryPath.Split(path, OperatingSystem.IsWindows());
        if (options.Template is { } template && !request.Host.IsEmpty)
            path = PathTemplate.Expand(template, RequestHost.Parse(request.Host), path.ToString());
        var names = RepositoryPath.Split(path, OperatingSystem.IsWindows());
        foreach (var candidate in Candidates(names))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Real(candidate) is { } real && Telling(request, () => open(real, request.Service)) is { } repository)
                return new(new ServedRepository(repository, real, owned: true));
        }
        return new(request.Service is GitService.ReceivePack && options.Create is { } create ? Make(request, names, create) : null);
    }

    /// <summary>A client may be told why it is refused, and never where in this machine its path leads.</summary>
    private static T Telling<T>(RepositoryRequest request, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (GitProtoException e)
        {
            throw new PolicyException($"the repository cannot be served: {request.Path.ToDisplayString()}", e);
        }
    }

    private ServedRepository? Make(RepositoryRequest request, string[] names, Func<string, IRepository> create)
    {
        if (names is not [.. var parents, var last] || last == GitDirectory)
            return null;
        // Nothing is made inside of a repository.
        for (var depth = 0; depth <= parents.Length; depth++)
        {
            if (Real(parents[..depth]) is { } above && Telling(request, () => open(above, GitService.UploadPack)) is { } found)
            {
                found.Dispose();
                return null;
            }
        }
        string[] target = [.. parents, last.EndsWith(GitDirectory, StringComparison.Ordinal) ? last : last + GitDirectory];
        if (Real(target) is { } made)
            return Telling(request, () => open(made, GitService.ReceivePack)) is { } repository ? new ServedRepository(repository, made, owned: true) : null;
        return RealPath.Resolve(Path.Join([root, .. target])) is { } path ? new ServedRepository(() => Telling(request, () => MakeAt(path, create)), path) : null;
    }

    private IRepository MakeAt(string path, Func<string, IRepository> create)
    {
        lock (making)
        {
            // Another client may have been faster.
            if (Path.Exists(path))
                return open(path, GitService.ReceivePack) ?? throw new PolicyException($"There is something at '{Escape.ForDisplay(path)}' that is no repository.");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return create(path);
        }
    }

    private IEnumerable<string[]> Candidates(string[] names)
    {
        if (options.Strict)
            return [names];
        if (names is not [.. var parents, var last])
            return [[GitDirectory], []];
        string[] suffixed = [.. parents, last + GitDirectory];
        return [[.. names, GitDirectory], names, [.. suffixed, GitDirectory], suffixed];
    }

    /// <summary>The place without symbolic links; null if nothing is there.</summary>
    private string? Real(string[] names)
    {
        var path = string.Join(Path.DirectorySeparatorChar, [Path.TrimEndingDirectorySeparator(root), .. names]);
        if (RealPath.Resolve(path) is not { } real)
            return null;
        if (!RealPath.IsWithin(real, root))
            throw new PolicyException($"The path '{Escape.ForDisplay(string.Join('/', names))}' is refused: a symbolic link in it leads out of what is served.");
        return Path.Exists(real) ? real : null;
    }
}

using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Finds repositories as git's daemon does, and decides as it does whether they are served.</summary>
/// <remarks>Source: git-daemon; daemon.c path_ok, run_service. Where a symbolic link leads out of what is served this refuses, and git does not.</remarks>
public sealed class DaemonResolver : IRepositoryResolver
{
    private readonly DaemonRules rules;
    private readonly string? basePath;
    private readonly string[] roots;

    /// <summary>Serves by rules.</summary>
    /// <exception cref="PolicyException">They contradict each other.</exception>
    /// <exception cref="ArgumentException">The template holds a letter that stands for nothing.</exception>
    /// <exception cref="DirectoryNotFoundException">The base path is no directory.</exception>
    public DaemonResolver(DaemonRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
        if (rules.StrictPaths && rules.Directories.Count == 0)
            throw new PolicyException("option --strict-paths requires '<directory>' arguments");
        if (rules.InterpolatedPath is { } template)
            PathTemplate.Check(template);
        if (rules.BasePath is { } path)
        {
            basePath = Directory.Exists(path) ? Path.TrimEndingDirectorySeparator(path)
                : throw new DirectoryNotFoundException($"base-path '{Escape.ForDisplay(path)}' does not exist or is not a directory");
        }
        roots = [.. rules.Directories.Select(Real)];
        if (roots.Length == 0 && basePath is not null && !rules.BasePathRelaxed && rules.InterpolatedPath is null)
            roots = [Real(basePath)];
    }

    /// <inheritdoc/>
    public ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!rules.Enabled.Contains(request.Service) && !rules.Overridable.Contains(request.Service))
            throw new PolicyException(RefusalTexts.ServiceOff(request.Path.ToDisplayString()));
        var repository = Find(request, out var reason) ?? throw new PolicyException(RefusalTexts.NoSuchRepository(request.Path.ToDisplayString()), reason);
        if (Refusal(repository, request) is not { } refusal)
            return new(new ServedRepository(repository, repository.GitDirectory, owned: true));
        repository.Dispose();
        throw new PolicyException(refusal);
    }

    private static string Real(string path) =>
        Path.TrimEndingDirectorySeparator(RealPath.Resolve(Path.IsPathFullyQualified(path) ? path : Path.Join(Environment.CurrentDirectory, path)) ?? path);

    private string? Refusal(FileRepository repository, RepositoryRequest request)
    {
        var path = request.Path.ToDisplayString();
        if (!IsListed(repository))
            return RefusalTexts.NoSuchRepository(path);
        if (!rules.ExportAll && !File.Exists(Path.Join(repository.GitDirectory, GitTransport.ExportMark)))
            return RefusalTexts.RepositoryNotExported(path);
        var isOn = rules.Enabled.Contains(request.Service);
        if (rules.Overridable.Contains(request.Service))
            isOn = repository.Config.GetFlag(Key(request.Service)) ?? isOn;
        return isOn ? null : RefusalTexts.ServiceOff(path);
    }

    private static string Key(GitService service) => service switch
    {
        GitService.UploadPack => "daemon.uploadpack",
        GitService.ReceivePack => "daemon.receivepack",
        _ => "daemon.uploadarch",
    };

    private FileRepository? Find(RepositoryRequest request, out PolicyException? reason)
    {
        var names = RepositoryPath.Split(request.Path, OperatingSystem.IsWindows());
        var path = request.Path.ToString();
        if (rules.InterpolatedPath is { } template && !request.Host.IsEmpty)
        {
            var made = PathTemplate.Expand(template, RequestHost.Parse(request.Host), path);
            _ = RepositoryPath.Split(made, OperatingSystem.IsWindows());
            return Open(made, request.Service, out reason);
        }
        var found = Open(basePath is null ? path : Path.Join([basePath, .. names]), request.Service, out reason);
        return found is null && basePath is not null && rules.BasePathRelaxed ? Open(path, request.Service, out reason) : found;
    }

    private FileRepository? Open(string path, GitService service, out PolicyException? reason)
    {
        reason = null;
        try
        {
            return FileRepository.TryOpen(path, new FileRepositoryOptions
            {
                Strict = rules.StrictPaths,
                AllowedRoots = roots.Length == 0 ? null : roots,
                Namespace = rules.Namespace,
                Committer = rules.Committer,
                Owners = service == GitService.UploadPack ? rules.OwnersToFetchFrom : rules.Owners,
            });
        }
        catch (PolicyException e)
        {
            // It is of a form that is not served, or leads to where nothing is. A client must not learn where that is; the log does.
            reason = e;
            return null;
        }
    }

    // What lies below the directories is all that can be opened; strictly, only these themselves are served.
    private bool IsListed(FileRepository repository) => !rules.StrictPaths || roots.Contains(Real(repository.GitDirectory));
}

using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Cli.Commands;

/// <summary>Finds the repository that a client of ssh names.</summary>
internal static class ShellRepository
{
    /// <summary>Opens it.</summary>
    /// <param name="request">What the client wants.</param>
    /// <param name="root">The directory that is served; null for all that the user of the process can read, from the current directory.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="ToolException">There is none, or it is not to be had: the text is git's, and the same for both.</exception>
    public static async Task<ServedRepository> OpenAsync(SshRequest request, string? root, CancellationToken cancellation)
    {
        try
        {
            var found = root is null ? Anywhere(request.Path.ToString(), request.Service) : await BelowAsync(request, root, cancellation);
            return found ?? throw Missing(request);
        }
        catch (PolicyException)
        {
            throw Missing(request);
        }
    }

    private static ToolException Missing(SshRequest request) => new($"'{request.Path.ToDisplayString()}' does not appear to be a git repository");

    private static ServedRepository? Anywhere(string path, GitService service)
    {
        if (path.StartsWith("~/", StringComparison.Ordinal) || path == "~")
            path = Path.Join(Environment.GetEnvironmentVariable("HOME"), path[1..]);
        else if (path.StartsWith('~'))
            return null;
        return FileRepository.TryOpen(path, HostConfig.ToServe(service)) is { } repository ? new ServedRepository(repository, path, owned: true) : null;
    }

    private static async Task<ServedRepository?> BelowAsync(SshRequest request, string root, CancellationToken cancellation)
    {
        var resolver = new DirectoryResolver(root, new DirectoryResolverOptions { Namespace = HostConfig.Namespace(), Owners = HostConfig.Owners(), Committer = HostCommitter.Of });
        // What is below a home for others is below the root here.
        var path = request.Path.Span.StartsWith("/"u8) ? request.Path : ByteString.Wrap([(byte)'/', .. request.Path.Span]);
        return await resolver.ResolveAsync(new RepositoryRequest(path, request.Service), cancellation);
    }
}

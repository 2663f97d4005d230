using GitProto.Conformance.Repositories;
using GitProto.Storage;

namespace GitProto.Conformance.Peers;

/// <summary>A server that is running.</summary>
/// <param name="address">Where it is reached.</param>
/// <param name="root">The directory that it serves, where this program can reach it; null where it cannot.</param>
/// <param name="end">Ends it; null for one that this program did not start.</param>
public sealed class RunningServer(ServerAddress address, string? root, Func<ValueTask>? end = null) : IAsyncDisposable
{
    private readonly Dictionary<string, string> lacking = [];

    /// <summary>Where it is reached.</summary>
    public ServerAddress Address => address;

    /// <summary>The directory that it serves, where this program can reach it; null where it cannot.</summary>
    public string? Root => root;

    /// <summary>What it has said so far; empty where nobody can hear it.</summary>
    public Func<Task<string>> LogAsync { get; init; } = () => Task.FromResult("");

    /// <summary>Whether it is no more, so that waiting for it is of no use.</summary>
    public Func<Task<bool>> HasEndedAsync { get; init; } = () => Task.FromResult(false);

    /// <summary>Why it does not serve a repository that it need not have; null if it does.</summary>
    public string? WhyNot(string repository) => lacking.GetValueOrDefault(repository);

    /// <summary>Puts a repository back as it was made: by a copy, or by a push where this program cannot reach it.</summary>
    /// <exception cref="ConformanceException">The server does not let it.</exception>
    public async Task RestoreAsync(RepositorySet repositories, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repositories);
        if (root is not null)
            repositories.Restore(name, root);
        else
            await PushBack.RunAsync(address, repositories, name, cancellationToken);
    }

    /// <summary>Opens a repository as it is now, or a clone of it where this program cannot reach it.</summary>
    /// <param name="name">The repository.</param>
    /// <param name="place">Where a clone is made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConformanceException">It cannot be cloned.</exception>
    public async Task<FileRepository> OpenAsync(string name, string place, CancellationToken cancellationToken)
    {
        if (root is not null)
            return FileRepository.Open(Path.Join(root, name));
        var end = await new SelfClient().RunAsync(new ClientTask(ClientVerb.Clone, address.Url(name), place) { SshCommand = address.SshCommand }, cancellationToken);
        return end!.ExitCode == 0 ? FileRepository.Open(place) : throw new ConformanceException($"What is in {name} cannot be seen: {Escape.ForDisplay(end.Error)}");
    }

    /// <summary>Finds out which of some repositories it does not serve as they were made.</summary>
    internal async Task LookAsync(RepositorySet repositories, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        foreach (var name in names)
        {
            if (await ServedCheck.RunAsync(address, repositories, name, cancellationToken) is { } wrong)
                lacking[name] = wrong;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => end?.Invoke() ?? ValueTask.CompletedTask;
}

using System.Collections.Concurrent;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Serves repositories by their exact paths. Repositories can be added and removed while clients are served.</summary>
public sealed class DictionaryResolver : IRepositoryResolver
{
    private readonly ConcurrentDictionary<ByteString, IRepository> repositories = new();

    /// <summary>Makes a resolver without repositories.</summary>
    public DictionaryResolver()
    {
    }

    /// <summary>Makes a resolver.</summary>
    /// <param name="repositories">Repositories by path, as <c>/team/app.git</c>; slashes around a path do not count.</param>
    public DictionaryResolver(IEnumerable<KeyValuePair<string, IRepository>> repositories)
    {
        foreach (var (path, repository) in repositories)
            this[path] = repository;
    }

    /// <summary>The repository at a path; null removes it.</summary>
    public IRepository? this[string path]
    {
        get => repositories.GetValueOrDefault(Key(path));
        set
        {
            if (value is null)
                repositories.TryRemove(Key(path), out _);
            else
                repositories[Key(path)] = value;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken = default)
    {
        var found = repositories.GetValueOrDefault(Key(request.Path));
        return new(found is null ? null : new ServedRepository(found, request.Path.ToString(), owned: false));
    }

    private static ByteString Key(ByteString path) => new(path.Span.Trim((byte)'/'));
}

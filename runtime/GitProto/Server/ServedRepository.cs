using GitProto.Storage;

namespace GitProto.Server;

/// <summary>A repository for as long as one client is served.</summary>
public sealed class ServedRepository : IDisposable
{
    private readonly Lazy<IRepository> repository;
    private readonly bool owned;

    /// <summary>Serves a repository that is open.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="name">What it is called in logs and decisions: the repository that was really opened, not the words of the client.</param>
    /// <param name="owned">True to dispose of the repository when the client is done.</param>
    public ServedRepository(IRepository repository, string name, bool owned)
        : this(new Lazy<IRepository>(repository), name, owned)
    {
    }

    /// <summary>Serves a repository that is opened, or made, once it is decided that the client may have it.</summary>
    /// <param name="open">Opens it. It is called once, or, where the client is refused, never.</param>
    /// <param name="name">What it is called in logs and decisions.</param>
    public ServedRepository(Func<IRepository> open, string name)
        : this(new Lazy<IRepository>(open), name, owned: true)
    {
    }

    private ServedRepository(Lazy<IRepository> repository, string name, bool owned) =>
        (this.repository, Name, this.owned) = (repository, Escape.ForDisplay(name), owned);

    /// <summary>The repository. What is not open yet is opened, with the errors of that.</summary>
    public IRepository Repository => repository.Value;

    /// <summary>The name of what was opened, fit for display.</summary>
    public string Name { get; }

    /// <summary>Says which refs this client does not see, besides those the server hides from all. Null hides none.</summary>
    public Func<RefName, bool>? Hides { get; init; }

    /// <summary>Lets go of the repository.</summary>
    public void Dispose()
    {
        if (owned && repository.IsValueCreated)
            repository.Value.Dispose();
    }
}

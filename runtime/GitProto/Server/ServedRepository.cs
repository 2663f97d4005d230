using GitProto.Storage;

namespace GitProto.Server;

/// <summary>A repository for as long as one client is served.</summary>
/// <param name="repository">The repository.</param>
/// <param name="name">What it is called in logs and decisions: the repository that was really opened, not the words of the client.</param>
/// <param name="owned">True to dispose of the repository when the client is done.</param>
public sealed class ServedRepository(IRepository repository, string name, bool owned) : IDisposable
{
    /// <summary>The repository.</summary>
    public IRepository Repository => repository;

    /// <summary>The name of what was opened, fit for display.</summary>
    public string Name { get; } = Escape.ForDisplay(name);

    /// <summary>Says which refs this client does not see, besides those the server hides from all. Null hides none.</summary>
    public Func<RefName, bool>? Hides { get; init; }

    /// <summary>Lets go of the repository.</summary>
    public void Dispose()
    {
        if (owned)
            repository.Dispose();
    }
}

using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Serves one repository, whatever it is called by.</summary>
internal sealed class OneRepositoryResolver(IRepository repository, string name) : IRepositoryResolver, IDisposable
{
    public ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken) =>
        new(new ServedRepository(repository, name, owned: false));

    public void Dispose() => repository.Dispose();
}

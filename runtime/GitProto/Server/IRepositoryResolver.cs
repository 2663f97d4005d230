namespace GitProto.Server;

/// <summary>Finds the repository that a client asks for, and decides whether it may have it.</summary>
public interface IRepositoryResolver
{
    /// <summary>Finds a repository.</summary>
    /// <returns>
    /// Null if there is none, or the client is not to know of it: the two are not told apart. The caller disposes of the result.
    /// </returns>
    /// <exception cref="PolicyException">The path itself is not one that is ever served.</exception>
    ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken = default);
}

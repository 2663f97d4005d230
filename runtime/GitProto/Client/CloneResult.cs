using GitProto.Storage;

namespace GitProto.Client;

/// <summary>A clone that was made. Disposing closes its repository.</summary>
/// <param name="Repository">The new repository.</param>
/// <param name="Fetch">What was fetched.</param>
public sealed record CloneResult(FileRepository Repository, FetchResult Fetch) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Repository.Dispose();
}

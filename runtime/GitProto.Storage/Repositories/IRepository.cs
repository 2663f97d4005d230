namespace GitProto.Storage;

/// <summary>Objects, refs and the edge of a shallow history.</summary>
public interface IRepository : IDisposable
{
    /// <summary>The hash that names the objects.</summary>
    ObjectFormat Format { get; }

    /// <summary>The objects.</summary>
    IObjectStore Objects { get; }

    /// <summary>The refs.</summary>
    IRefStore Refs { get; }

    /// <summary>Commits whose parents are treated as absent. Empty for a complete repository.</summary>
    IReadOnlySet<ObjectId> ShallowBoundary { get; }

    /// <summary>Moves the edge of a shallow history.</summary>
    /// <param name="shallow">Commits that join the boundary.</param>
    /// <param name="unshallow">Commits that leave it.</param>
    /// <param name="cancellationToken">Stops before the change.</param>
    ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default);
}

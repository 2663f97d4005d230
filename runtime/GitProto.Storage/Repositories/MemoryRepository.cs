using System.Collections.Immutable;

namespace GitProto.Storage;

/// <summary>A whole repository in memory, for tests, examples and servers of generated content.</summary>
public sealed class MemoryRepository : IRepository
{
    private ImmutableHashSet<ObjectId> shallow = [];

    /// <summary>Makes an empty repository whose HEAD points to a branch that does not exist yet.</summary>
    /// <param name="format">The hash that names its objects.</param>
    /// <param name="initialBranch">The branch HEAD points to, without <c>refs/heads/</c>.</param>
    public MemoryRepository(ObjectFormat format = ObjectFormat.Sha1, string initialBranch = "main")
    {
        Objects = new MemoryObjectStore(format);
        Refs = new MemoryRefStore(RefName.Parse("refs/heads/" + initialBranch));
    }

    /// <inheritdoc/>
    public ObjectFormat Format => Objects.Format;

    /// <inheritdoc cref="IRepository.Objects"/>
    public MemoryObjectStore Objects { get; }

    /// <inheritdoc cref="IRepository.Refs"/>
    public MemoryRefStore Refs { get; }

    IObjectStore IRepository.Objects => Objects;

    IRefStore IRepository.Refs => Refs;

    /// <inheritdoc/>
    public IReadOnlySet<ObjectId> ShallowBoundary => Volatile.Read(ref shallow);

    /// <inheritdoc/>
    public ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ImmutableInterlocked.Update(ref this.shallow, (old, change) => old.Except(change.unshallow).Union(change.shallow), (shallow, unshallow));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

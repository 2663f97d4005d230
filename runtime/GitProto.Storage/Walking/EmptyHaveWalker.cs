namespace GitProto.Storage;

/// <summary>Has nothing: the fetch is a full clone.</summary>
public sealed class EmptyHaveWalker : IHaveWalker
{
    /// <summary>The only one; it has no state.</summary>
    public static EmptyHaveWalker Instance { get; } = new();

    /// <inheritdoc/>
    public bool Exhausted => true;

    /// <inheritdoc/>
    public IReadOnlyList<ObjectId> Next(int count) => [];

    /// <inheritdoc/>
    public bool MarkCommon(in ObjectId id) => false;

    /// <inheritdoc/>
    public void MarkAdvertised(in ObjectId id)
    {
    }
}

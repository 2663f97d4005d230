namespace GitProto.Storage;

/// <summary>One directory of objects: the repository's own, or an alternate.</summary>
internal sealed class ObjectDirectory(string path, ObjectFormat format, PathGuard guard, DeltaBaseCache cache, FileRepositoryOptions options) : IDisposable
{
    /// <summary>The path.</summary>
    public string Path => path;

    /// <summary>Objects in files of their own.</summary>
    public LooseObjects Loose { get; } = new(path, format, guard, options);

    /// <summary>Objects in packs.</summary>
    public PackDirectory Packed { get; } = new(guard.Demand(System.IO.Path.Join(path, "pack")), format, guard, cache);

    /// <inheritdoc/>
    public void Dispose() => Packed.Dispose();
}

namespace GitProto.Storage;

/// <summary>
/// Checks objects as <c>git fsck</c> does, one after the other, in any order; then the blobs that trees named. Not for use by several threads.
/// </summary>
public sealed class ObjectChecker
{
    private readonly ObjectFormat format;
    private readonly FsckOptions options;
    private readonly FsckReporter reporter;
    private readonly NamedBlobs blobs;
    private readonly TreeCheck trees;

    /// <summary>Makes one.</summary>
    /// <param name="format">The hash of the ids in the objects.</param>
    /// <param name="options">What is an error, and who is told.</param>
    public ObjectChecker(ObjectFormat format, FsckOptions options)
        : this(format, options, options?.Report, new NamedBlobs(format))
    {
    }

    internal ObjectChecker(ObjectFormat format, FsckOptions options, Action<FsckMessage>? report, NamedBlobs blobs)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.format, this.options, this.blobs) = (format, options, blobs);
        reporter = new FsckReporter(options, report);
        trees = new TreeCheck(format, options, reporter, blobs);
    }

    /// <summary>How many errors were found.</summary>
    public int Errors => reporter.Errors;

    /// <summary>Checks one object. Of a blob nothing is looked at here.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="type">Its kind.</param>
    /// <param name="content">Its bytes, without the header of a loose object.</param>
    /// <returns>True if there is no error in it.</returns>
    public bool Check(in ObjectId id, ObjectType type, ReadOnlySpan<byte> content)
    {
        var before = reporter.Errors;
        reporter.Begin(id, type);
        switch (type)
        {
            case ObjectType.Commit:
                CommitCheck.Run(reporter, format, content);
                break;
            case ObjectType.Tree:
                trees.Run(content);
                break;
            case ObjectType.Tag:
                TagCheck.Run(reporter, format, content);
                break;
            case ObjectType.Blob:
                break;
            default:
                reporter.Tell(FsckId.UnknownType, $"unknown type '{(int)type}' (internal fsck error)");
                break;
        }
        return reporter.Errors == before;
    }

    /// <summary>Checks every blob that a tree named <c>.gitmodules</c> or <c>.gitattributes</c>, once all trees were checked.</summary>
    /// <param name="objects">Where the blobs are, with all others.</param>
    /// <param name="cancellationToken">Stops between two blobs.</param>
    /// <returns>True if there is no error in any of them.</returns>
    public bool CheckNamedBlobs(IObjectStore objects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var before = reporter.Errors;
        var check = new BlobCheck(objects, options, reporter);
        foreach (var id in blobs.Modules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            check.Modules(id);
        }
        foreach (var id in blobs.Attributes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            check.Attributes(id);
        }
        return reporter.Errors == before;
    }
}

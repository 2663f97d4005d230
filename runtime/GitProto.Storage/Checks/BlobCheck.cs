namespace GitProto.Storage;

/// <summary>The blobs that git reads itself. No more of one is in memory than the options allow.</summary>
internal sealed class BlobCheck(IObjectStore objects, FsckOptions options, FsckReporter reporter)
{
    private const int MaxLine = 2048;
    private readonly byte[] window = new byte[64 << 10];

    /// <summary>Checks a <c>.gitmodules</c>.</summary>
    public void Modules(in ObjectId id)
    {
        if (!Begin(id, ".gitmodules", FsckId.GitmodulesMissing, FsckId.GitmodulesBlob, out var size))
            return;
        if (size > options.MaxModulesSize)
            reporter.Tell(FsckId.GitmodulesLarge, ".gitmodules too large to parse");
        else if (objects.TryRead(id, size) is { } found)
            ModulesCheck.Run(reporter, found.Span);
    }

    /// <summary>Checks a <c>.gitattributes</c>.</summary>
    public void Attributes(in ObjectId id)
    {
        if (!Begin(id, ".gitattributes", FsckId.GitattributesMissing, FsckId.GitattributesBlob, out var size))
            return;
        if (size > options.MaxAttributesSize)
            reporter.Tell(FsckId.GitattributesLarge, ".gitattributes too large to parse");
        else if (HasLongLine(id))
            reporter.Tell(FsckId.GitattributesLineLength, ".gitattributes has too long lines to parse");
    }

    private bool Begin(in ObjectId id, string name, FsckId missing, FsckId noBlob, out long size)
    {
        reporter.Begin(id, ObjectType.Blob);
        if (!objects.TryReadHeader(id, out var type, out size))
        {
            reporter.Tell(missing, $"unable to read {name} blob");
            return false;
        }
        if (type == ObjectType.Blob)
            return true;
        reporter.Begin(id, type);
        reporter.Tell(noBlob, $"non-blob found at {name}");
        return false;
    }

    private bool HasLongLine(in ObjectId id)
    {
        using var content = objects.OpenRead(id, options.MaxAttributesSize);
        var line = 0;
        while (content is not null && content.Stream.Read(window) is > 0 and var read)
        {
            for (var rest = window.AsSpan(0, read); ; line = 0)
            {
                var end = rest.IndexOf((byte)'\n');
                line += end < 0 ? rest.Length : end;
                if (line >= MaxLine)
                    return true;
                if (end < 0)
                    break;
                rest = rest[(end + 1)..];
            }
        }
        return false;
    }
}

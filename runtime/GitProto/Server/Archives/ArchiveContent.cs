using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Reads files as they go into an archive: as git would check them out, with facts of the commit in them where attributes ask for it.</summary>
/// <remarks>Source: gitattributes "EFFECTS"; archive.c object_file_to_archive. No program is run: filters count as not configured.</remarks>
internal sealed class ArchiveContent(IRepository repository, RefView refs, ArchiveTree source, UploadArchiveRules rules)
{
    private const long StreamFrom = 1 << 20;

    // Git's core.bigFileThreshold.
    private const long AsItIsFrom = 512L << 20;
    private readonly EolConfig eol = ArchiveConfig.Eol(rules, repository);
    private readonly CommitText? commit = source.Commit is { } id ? new CommitText(repository, refs, id, rules) : null;

    /// <summary>Reads one, or opens it to be read in pieces.</summary>
    /// <returns>Its bytes; or where they come from, which the caller disposes of.</returns>
    public (ReadOnlyMemory<byte> Bytes, ObjectContent? Streamed) Read(TreeItem item, ByteString path, AttributeValues attributes)
    {
        var found = repository.Objects.OpenRead(item.Id, rules.MaxFileSize) ?? throw new ObjectRefusedException($"The file '{path.ToDisplayString()}' ({item.Id}) is missing.");
        try
        {
            if (found.Type != ObjectType.Blob)
                throw new ObjectRefusedException($"The file '{path.ToDisplayString()}' ({item.Id}) is a {found.Type.Name()}.");
            if (item.Mode != FileModes.SymbolicLink)
                RefuseEncoding(attributes[ArchiveAttributes.Encoding], path);
            if (item.Mode != FileModes.SymbolicLink && found.Size > StreamFrom && !IsChanged(found.Size, attributes))
            {
                var streamed = found;
                found = null;
                return (default, streamed);
            }
            var content = found.ReadWhole(rules.MaxFileSize);
            return (item.Mode == FileModes.SymbolicLink ? content : Change(content, item, path, attributes), null);
        }
        finally
        {
            found?.Dispose();
        }
    }

    private ReadOnlyMemory<byte> Change(ReadOnlyMemory<byte> content, TreeItem item, ByteString path, AttributeValues attributes)
    {
        if (attributes.IsTrue(ArchiveAttributes.Ident))
            content = IdentKeyword.Expand(content, item.Id);
        content = LineEndings.Convert(content, attributes, eol);
        return IsSubstituted(attributes) ? commit!.Substitute(content, path) : content;
    }

    // As in git, a very large file goes as it is, unless facts are to be put into it.
    private bool IsChanged(long size, AttributeValues attributes) =>
        IsSubstituted(attributes) || (size <= AsItIsFrom && (attributes.IsTrue(ArchiveAttributes.Ident) || LineEndings.MayConvert(attributes, eol)));

    private bool IsSubstituted(AttributeValues attributes) => commit is not null && attributes.IsTrue(ArchiveAttributes.ExportSubst);

    /// <summary>Memory for a file as it will be. What changes a file finds out first how long it becomes, for a file may be as large as memory allows.</summary>
    /// <exception cref="ArchiveRefusedException">It becomes longer than anything in memory can be.</exception>
    public static byte[] Allocate(long length) => length <= Array.MaxLength ? new byte[length] : throw ArchiveRefusedException.Fatal($"a file would have {length} bytes");

    private static void RefuseEncoding(AttributeState encoding, ByteString path)
    {
        if (encoding.Kind is AttributeStateKind.Set or AttributeStateKind.Unset)
            throw ArchiveRefusedException.Fatal("true/false are no valid working-tree-encodings");
        if (encoding.Kind == AttributeStateKind.Text && !encoding.Text.IsEmpty && encoding.Text.ToString().ToUpperInvariant() is not ("UTF-8" or "UTF8"))
            throw ArchiveRefusedException.Fatal($"the working-tree-encoding '{encoding.Text.ToDisplayString()}' of '{path.ToDisplayString()}' is not supported by this server");
    }
}

using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Reads files as they go into an archive: as git would check them out, with facts of the commit in them where attributes ask for it.</summary>
/// <remarks>Source: gitattributes "EFFECTS"; archive.c object_file_to_archive. No program is run: filters count as not configured.</remarks>
internal sealed class ArchiveContent(IRepository repository, ArchiveTree source, UploadArchiveRules rules)
{
    private readonly EolConfig eol = ArchiveConfig.Eol(rules, repository);
    private readonly CommitText? commit = source.Commit is { } id ? new CommitText(repository, id, rules) : null;

    /// <summary>Reads one.</summary>
    public ReadOnlyMemory<byte> Read(TreeItem item, ByteString path, AttributeValues attributes)
    {
        var found = repository.Objects.TryRead(item.Id, rules.MaxFileSize) ?? throw new ObjectRefusedException($"The file '{path.ToDisplayString()}' ({item.Id}) is missing.");
        if (found.Type != ObjectType.Blob)
            throw new ObjectRefusedException($"The file '{path.ToDisplayString()}' ({item.Id}) is a {found.Type.Name()}.");
        if (item.Mode == FileModes.SymbolicLink)
            return found.Content;
        RefuseEncoding(attributes[ArchiveAttributes.Encoding], path);
        var content = found.Content;
        if (attributes.IsTrue(ArchiveAttributes.Ident))
            content = IdentKeyword.Expand(content, item.Id);
        content = LineEndings.Convert(content, attributes, eol);
        return commit is not null && attributes.IsTrue(ArchiveAttributes.ExportSubst) ? commit.Substitute(content, path) : content;
    }

    private static void RefuseEncoding(AttributeState encoding, ByteString path)
    {
        if (encoding.Kind is AttributeStateKind.Set or AttributeStateKind.Unset)
            throw ArchiveRefusedException.Fatal("true/false are no valid working-tree-encodings");
        if (encoding.Kind == AttributeStateKind.Text && !encoding.Text.IsEmpty && encoding.Text.ToString().ToUpperInvariant() is not ("UTF-8" or "UTF8"))
            throw ArchiveRefusedException.Fatal($"the working-tree-encoding '{encoding.Text.ToDisplayString()}' of '{path.ToDisplayString()}' is not supported by this server");
    }
}

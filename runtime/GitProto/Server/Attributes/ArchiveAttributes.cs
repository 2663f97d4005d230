using GitProto.Storage;

namespace GitProto.Server;

/// <summary>
/// What the attribute files of a tree, and <c>info/attributes</c> of its repository, say of archives. Lines that bear on nothing here are dropped as they are read.
/// </summary>
/// <remarks>Source: gitattributes; those of user and machine are not read.</remarks>
internal sealed class ArchiveAttributes
{
    /// <summary>Leaves a path out.</summary>
    public static readonly ByteString ExportIgnore = "export-ignore";

    /// <summary>Puts facts of the commit into a file.</summary>
    public static readonly ByteString ExportSubst = "export-subst";

    /// <summary>Says that a file is text.</summary>
    public static readonly ByteString Text = "text";

    /// <summary>The old name of <see cref="Text"/>.</summary>
    public static readonly ByteString Crlf = "crlf";

    /// <summary>Says how lines end.</summary>
    public static readonly ByteString Eol = "eol";

    /// <summary>Puts the id of a file into it.</summary>
    public static readonly ByteString Ident = "ident";

    /// <summary>Says how the text of a file is encoded.</summary>
    public static readonly ByteString Encoding = "working-tree-encoding";

    private const string FileName = ".gitattributes";
    private readonly HashSet<ByteString> relevant = [ExportIgnore, ExportSubst, Text, Crlf, Eol, Ident, Encoding];
    private readonly Dictionary<ByteString, AttributeRule> macros = [];
    private readonly IObjectStore objects;
    private readonly UploadArchiveRules rules;
    private readonly AttributeRule[] ownRules;
    private AttributeFile? own;
    private int count;

    public ArchiveAttributes(IRepository repository, UploadArchiveRules rules)
    {
        (objects, this.rules) = (repository.Objects, rules);
        ownRules = repository is FileRepository files ? [.. AttributeLines.Read(InfoFile(files), macros: true)] : [];
        Define([.. AttributeLines.Read("[attr]binary -diff -merge -text"u8.ToArray(), macros: true)]);
    }

    /// <summary>Begins a walk: reads the file at the top of a tree, which may define macros.</summary>
    public AttributeFile? ReadRoot(IReadOnlyList<TreeItem> entries)
    {
        AttributeRule[] all = [.. AttributeLines.Read(Content(entries), macros: true)];
        Define(all);
        // Those of the repository go before those of the tree.
        Define(ownRules);
        count = 0;
        own = Relevant(ownRules, default);
        return Relevant(all, default);
    }

    /// <summary>Reads the file in a directory.</summary>
    public AttributeFile? Read(IReadOnlyList<TreeItem> entries, ByteString directory) =>
        Relevant(AttributeLines.Read(Content(entries), macros: false), ByteString.Wrap([.. directory.Span, (byte)'/']));

    /// <summary>What is said of a path.</summary>
    /// <param name="files">The files above it, the nearest first.</param>
    /// <param name="path">The path.</param>
    /// <param name="isDirectory">True if it is a directory.</param>
    public AttributeValues Of(IEnumerable<AttributeFile?> files, ByteString path, bool isDirectory)
    {
        AttributeValues? values = null;
        foreach (var file in files.Prepend(own))
        {
            for (var i = (file?.Rules.Count ?? 0) - 1; i >= 0; i--)
            {
                var rule = file!.Rules[i];
                if (rule.Pattern!.Matches(path.Span[file.Directory.Length..], isDirectory))
                    (values ??= new AttributeValues()).Take(rule.States, macros);
            }
        }
        return values ?? AttributeValues.None;
    }

    private static byte[] InfoFile(FileRepository repository)
    {
        var file = new FileInfo(Path.Join(repository.CommonDirectory, "info", "attributes"));
        return file.Exists && file.Length <= AttributeFile.MaxLength && file.LinkTarget is null ? File.ReadAllBytes(file.FullName) : [];
    }

    private void Define(IEnumerable<AttributeRule> all)
    {
        foreach (var rule in all)
        {
            if (rule.Macro is { } name)
                macros[name] = rule;
        }
        relevant.UnionWith(macros.Keys);
    }

    private ReadOnlyMemory<byte> Content(IReadOnlyList<TreeItem> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.Name == FileName && entry.Mode is FileModes.File or FileModes.Executable && objects.TryReadHeader(entry.Id, out var type, out var size)
                && type == ObjectType.Blob && size <= AttributeFile.MaxLength)
                return objects.Read(entry.Id, ObjectType.Blob).Content;
        }
        return default;
    }

    private AttributeFile? Relevant(IEnumerable<AttributeRule> all, ByteString directory)
    {
        var kept = new List<AttributeRule>();
        foreach (var rule in all)
        {
            if (rule.Pattern is null || !rule.States.Any(state => relevant.Contains(state.Key)))
                continue;
            if (++count > rules.MaxAttributeRules)
                throw new LimitExceededException(nameof(rules.MaxAttributeRules), rules.MaxAttributeRules, "The number of lines of attribute files");
            kept.Add(rule with { States = [.. rule.States.Where(state => relevant.Contains(state.Key))] });
        }
        return kept.Count == 0 ? null : new AttributeFile(kept, directory);
    }
}

using System.Collections.Frozen;

namespace GitProto.Storage;

/// <summary>Names and default severities of the findings.</summary>
public static class FsckIds
{
    private static readonly string[] Names = [.. Enum.GetNames<FsckId>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
    private static readonly FrozenDictionary<string, FsckId> ByName =
        Enum.GetValues<FsckId>().ToFrozenDictionary(id => Names[(int)id], StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    internal static int Count => Names.Length;

    /// <summary>The id as git writes it, such as <c>missingSpaceBeforeDate</c>.</summary>
    public static string Name(this FsckId id) => Names[(int)id];

    /// <summary>Finds an id by its name in any case; false for any other word.</summary>
    public static bool TryParse(string name, out FsckId id) => ByName.TryGetValue(name, out id);

    /// <summary>The severity without settings and without strict mode.</summary>
    public static FsckSeverity DefaultSeverity(this FsckId id) => id switch
    {
        FsckId.NulInHeader or FsckId.UnterminatedHeader => FsckSeverity.Fatal,
        FsckId.BadReftableTableName or FsckId.EmptyName or FsckId.FullPathname or FsckId.HasDot or FsckId.HasDotdot or FsckId.HasDotgit
            or FsckId.LargePathname or FsckId.NulInCommit or FsckId.NullSha1 or FsckId.ZeroPaddedFilemode => FsckSeverity.Warn,
        FsckId.BadFilemode or FsckId.BadTagName or FsckId.EmptyPackedRefsFile or FsckId.GitattributesSymlink or FsckId.GitignoreSymlink
            or FsckId.GitmodulesParse or FsckId.MailmapSymlink or FsckId.MissingTaggerEntry or FsckId.RefMissingNewline or FsckId.SymlinkRef
            or FsckId.SymrefTargetIsNotARef or FsckId.TrailingRefContent => FsckSeverity.Info,
        FsckId.ExtraHeaderEntry or FsckId.FoldedSymlink or FsckId.WindowsName => FsckSeverity.Ignore,
        _ => FsckSeverity.Error,
    };
}

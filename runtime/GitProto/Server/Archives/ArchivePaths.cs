using GitProto.Storage;

namespace GitProto.Server;

/// <summary>The paths that a client wants of a tree.</summary>
/// <remarks>Source: gitglossary "pathspec"; archive.c parse_pathspec_arg.</remarks>
internal sealed class ArchivePaths
{
    private readonly ArchivePath[] wanted;
    private readonly ArchivePath[] excluded;

    private ArchivePaths(ArchivePath[] all) =>
        (wanted, excluded) = ([.. all.Where(path => !path.IsExcluded)], [.. all.Where(path => path.IsExcluded)]);

    /// <summary>True if all is wanted.</summary>
    public bool IsEmpty => wanted.Length == 0 && excluded.Length == 0;

    /// <summary>Reads them.</summary>
    /// <exception cref="ArchiveRefusedException">One is malformed, leads out of the tree, or is of a kind that is not supported.</exception>
    public static ArchivePaths Parse(IEnumerable<ByteString> texts) => new([.. texts.Select(ArchivePath.Parse)]);

    /// <summary>True if a file, a link or a submodule is wanted.</summary>
    public bool Match(ByteString path, int mode) =>
        (wanted.Length == 0 || Array.Exists(wanted, one => one.Matches(path.Span, mode == FileModes.Submodule)))
        && !Array.Exists(excluded, one => one.Matches(path.Span, mode == FileModes.Submodule));

    /// <summary>False if nothing below a directory can be wanted.</summary>
    public bool MayHold(ByteString directory) =>
        (wanted.Length == 0 || Array.Exists(wanted, one => one.MayHold(directory.Span)))
        && !Array.Exists(excluded, one => one.HoldsAllOf(directory.Span));

    /// <summary>Makes sure that each path is there: what is not is a mistake, and no empty archive.</summary>
    /// <exception cref="ArchiveRefusedException">One is not; the text is git's.</exception>
    public void CheckAllExist(TreeWalk walk, CancellationToken cancellationToken)
    {
        var missing = new List<ArchivePath>(wanted.Where(path => !path.IsAll));
        if (missing.Count == 0)
            return;
        var levels = walk.Begin();
        while (missing.Count > 0 && levels.TryPeek(out var level))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!level.TryNext(out var item))
            {
                levels.Pop();
                continue;
            }
            var path = walk.PathOf(level, item);
            var isDirectory = item.Mode is FileModes.Directory or FileModes.Submodule;
            missing.RemoveAll(one => one.Matches(path.Span, isDirectory));
            if (item.Mode == FileModes.Directory && missing.Exists(one => one.MayHold(path.Span)))
                levels.Push(walk.Enter(levels, item, path));
        }
        if (missing is [var first, ..])
            throw ArchiveRefusedException.Fatal($"pathspec '{first.Text.ToDisplayString()}' did not match any files");
    }
}

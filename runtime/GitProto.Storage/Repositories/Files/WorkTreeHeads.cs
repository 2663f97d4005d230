using System.Text;

namespace GitProto.Storage;

/// <summary>Finds the branches that work trees have checked out.</summary>
internal static class WorkTreeHeads
{
    /// <summary>The branch of the main work tree, if there is one, and those of linked ones.</summary>
    /// <exception cref="PolicyException">A HEAD is there that cannot be read: nobody may go on as if nothing were checked out.</exception>
    public static IEnumerable<RefName> Find(string commonDirectory, bool bare, ObjectFormat format, PathGuard guard)
    {
        if (!bare && TryRead(commonDirectory, format, guard) is { } main)
            yield return main;
        var linked = Path.Join(commonDirectory, "worktrees");
        if (!Directory.Exists(linked))
            yield break;
        foreach (var directory in Directory.EnumerateDirectories(linked))
        {
            if (TryRead(directory, format, guard) is { } branch)
                yield return branch;
        }
    }

    // A HEAD that names a commit has no branch checked out, and one that is not there belongs to no work tree.
    private static RefName? TryRead(string directory, ObjectFormat format, PathGuard guard)
    {
        var path = Path.Join(directory, "HEAD");
        try
        {
            // Git once made HEAD a link to the file of the branch, and can still be told to.
            if (new FileInfo(path).LinkTarget is { } link)
                return LooseRef.TryLink(Encoding.UTF8.GetBytes(link), out var branch) ? branch : throw Unknown(path, "it is a link to something that is no ref");
            if (Directory.Exists(path))
                throw Unknown(path, "it is a directory");
            return SmallFile.TryRead(path, LooseRef.MaxLength, nameof(LooseRef.MaxLength), guard) is { } content
                ? LooseRef.Parse(RefName.Head, content, format).Link : null;
        }
        catch (Exception e) when (e is RefRefusedException or LimitExceededException or UnauthorizedAccessException || (e is IOException && File.Exists(path)))
        {
            throw Unknown(path, e.Message);
        }
    }

    private static PolicyException Unknown(string path, string why) =>
        new($"Which branch a work tree has checked out cannot be told from '{Escape.ForDisplay(Path.GetFileName(Path.GetDirectoryName(path)!))}/HEAD': {why}");
}

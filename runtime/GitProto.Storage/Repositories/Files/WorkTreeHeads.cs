namespace GitProto.Storage;

/// <summary>Finds the branches that work trees have checked out.</summary>
internal static class WorkTreeHeads
{
    /// <summary>The branch of the main work tree, if there is one, and those of linked ones.</summary>
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

    // A HEAD that is broken, or names a commit, has no branch checked out.
    private static RefName? TryRead(string directory, ObjectFormat format, PathGuard guard)
    {
        try
        {
            return SmallFile.TryRead(Path.Join(directory, "HEAD"), LooseRef.MaxLength, nameof(LooseRef.MaxLength), guard) is { } content
                ? LooseRef.Parse(RefName.Head, content, format).Link : null;
        }
        catch (Exception e) when (e is RefRefusedException or LimitExceededException or PolicyException)
        {
            return null;
        }
    }
}

namespace GitProto.Storage;

/// <summary>Keeps directories of refs tidy: only empty ones are ever removed, and never <c>refs</c> or what is directly in it.</summary>
internal static class RefDirectories
{
    /// <summary>Removes empty directories that stand where a ref's file shall be.</summary>
    public static void RemoveEmpty(string path)
    {
        if (new DirectoryInfo(path) is not { Exists: true, LinkTarget: null })
            return;
        // Deepest first: a path sorts before what lies below it.
        var below = Directory.GetDirectories(path, "*", SearchOption.AllDirectories);
        Array.Sort(below, StringComparer.Ordinal);
        Array.Reverse(below);
        foreach (var directory in below.Append(path))
            TryRemove(directory);
    }

    /// <summary>Removes the directories above a ref's file that have become empty.</summary>
    public static void RemoveEmptyParents(string root, string path)
    {
        var keep = Path.Join(root, "refs").Length;
        for (var parent = Path.GetDirectoryName(path); parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (parent.Length <= keep || Path.GetDirectoryName(parent)!.Length <= keep || !TryRemove(parent))
                return;
        }
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: false);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

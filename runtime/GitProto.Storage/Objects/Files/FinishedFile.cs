namespace GitProto.Storage;

/// <summary>Gives a finished file its name, where others may do the same at the same moment. Both hold the same: the name is a hash of the content.</summary>
internal static class FinishedFile
{
    // Whoever cleans up takes empty directories away.
    private const int Tries = 3;

    /// <summary>Moves a file to its name in a directory, which is made if need be. If a file has the name already, that one stays, and so does the other where it is.</summary>
    /// <param name="from">The file.</param>
    /// <param name="directory">Where it goes.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="guard">Where that may be.</param>
    /// <param name="shared">Who may use the directory.</param>
    /// <exception cref="IOException">It cannot be moved.</exception>
    /// <exception cref="PolicyException">The directory is outside.</exception>
    public static void Place(string from, string directory, string name, PathGuard guard, SharedAccess shared)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                shared.MakeDirectory(directory);
                using var held = guard.Hold(directory);
                Move(from, Path.Join(held.Path, name));
                return;
            }
            catch (DirectoryNotFoundException) when (left > 1)
            {
                // It was empty still when somebody cleaned up.
            }
        }
    }

    /// <summary>Makes a file as young as one that was just written.</summary>
    /// <returns>False if it is not there, or is not ours to change.</returns>
    public static bool TryFreshen(string path)
    {
        try
        {
            if (!File.Exists(path))
                return false;
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Move(string from, string to)
    {
        try
        {
            if (!File.Exists(to))
                File.Move(from, to);
        }
        catch (IOException) when (File.Exists(to))
        {
            // Another was faster.
        }
    }
}

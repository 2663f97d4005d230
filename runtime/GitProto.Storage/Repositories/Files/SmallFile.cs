namespace GitProto.Storage;

/// <summary>Reads whole files of a repository that are known to be small, with a bound, and never through a link.</summary>
internal static class SmallFile
{
    /// <summary>Reads a file.</summary>
    /// <returns>
    /// Null if there is no file, or something else stands in its place: a directory, a link, a pipe, a device. These are not opened: opening
    /// a pipe would wait for ever. What has no length is taken for empty.
    /// </returns>
    /// <exception cref="LimitExceededException">It is longer than allowed.</exception>
    /// <exception cref="PolicyException">The guard refuses it.</exception>
    public static byte[]? TryRead(string path, int maxLength, string limitName, PathGuard guard)
    {
        var info = new FileInfo(path);
        if (!info.Exists || info.LinkTarget is not null)
            return null;
        if (info.Length > maxLength)
            throw new LimitExceededException(limitName, maxLength, $"The file '{Escape.ForDisplay(info.Name)}' of {info.Length} bytes");
        return info.Length == 0 ? [] : ReadAll(path, (int)info.Length, guard);
    }

    private static byte[]? ReadAll(string path, int length, PathGuard guard)
    {
        try
        {
            using var file = guard.OpenRead(path, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[length];
            var filled = 0;
            while (filled < length && RandomAccess.Read(file, content.AsSpan(filled), filled) is > 0 and var count)
                filled += count;
            return filled == length ? content : content[..filled];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

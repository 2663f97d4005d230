using System.Text;

namespace GitProto.Storage;

/// <summary>Writes <c>FETCH_HEAD</c> in the form of git: id, mark and description, with tabs between; what is for a merge comes first.</summary>
internal static class FetchHeadFile
{
    /// <summary>Writes the file anew, whole or not at all.</summary>
    /// <param name="directory">The directory that holds HEAD.</param>
    /// <param name="entries">What came.</param>
    /// <param name="url">Where it came from, without user and password.</param>
    /// <param name="guard">Says where the file may be.</param>
    /// <param name="options">How the repository is used.</param>
    /// <exception cref="IOException">Another process holds its lock.</exception>
    public static void Write(string directory, IReadOnlyList<FetchHeadEntry> entries, string url, PathGuard guard, FileRepositoryOptions options)
    {
        using var held = LockFile.TryTake(Path.Join(directory, "FETCH_HEAD"), options.LockTimeout, guard, options.Shared) ?? throw new IOException("FETCH_HEAD is locked by another process.");
        var from = Encoding.UTF8.GetBytes(Shorten(url));
        foreach (var entry in entries.OrderBy(entry => !entry.ForMerge))
        {
            held.Write(Encoding.ASCII.GetBytes($"{entry.Id}\t{(entry.ForMerge ? "" : "not-for-merge")}\t"));
            Describe(held, entry.RemoteName.Span);
            foreach (var c in from)
                held.Write(c == '\n' ? "\\n"u8 : [c]);
            held.Write("\n"u8);
        }
        held.Close(options.Flushed.HasFlag(FsyncComponents.Reference));
        held.Commit();
    }

    // The name was checked as a ref's, so that it holds no tab and no line end.
    private static void Describe(LockFile held, ReadOnlySpan<byte> name)
    {
        if (!RefName.TryParse(new ByteString(name), out var known) || known.IsHead)
            return;
        var (kind, skip) = name.StartsWith("refs/heads/"u8) ? ("branch ", "refs/heads/".Length)
            : name.StartsWith("refs/tags/"u8) ? ("tag ", "refs/tags/".Length)
            : name.StartsWith("refs/remotes/"u8) ? ("remote-tracking branch ", "refs/remotes/".Length) : ("", 0);
        held.Write(Encoding.ASCII.GetBytes(kind));
        held.Write("'"u8);
        held.Write(name[skip..]);
        held.Write("' of "u8);
    }

    private static string Shorten(string url)
    {
        var text = url.TrimEnd('/');
        return text.Length > ".git".Length && text.EndsWith(".git", StringComparison.Ordinal) ? text[..^".git".Length] : text;
    }
}

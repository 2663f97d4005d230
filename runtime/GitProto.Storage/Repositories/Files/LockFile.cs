using System.Diagnostics;

namespace GitProto.Storage;

/// <summary>
/// Git's lock: <c>NAME.lock</c> is made exclusively, filled, and renamed to <c>NAME</c>. Whoever holds it may change the file; readers see the old
/// file or the new one. A lock that somebody left, whatever it is, is waited for and neither followed nor removed.
/// </summary>
internal sealed class LockFile : IDisposable
{
    private const int ExistsOnUnix = 17;
    private const int FileExistsOnWindows = unchecked((int)0x80070050);
    private const int AlreadyExistsOnWindows = unchecked((int)0x800700B7);
    private const string Suffix = ".lock";
    private readonly string target;
    private readonly FileStream stream;
    private readonly PathGuard guard;
    private bool ended;

    private LockFile(string target, FileStream stream, PathGuard guard) => (this.target, this.stream, this.guard) = (target, stream, guard);

    /// <summary>Takes a lock.</summary>
    /// <param name="target">The file to change.</param>
    /// <param name="patience">How long to wait for another holder.</param>
    /// <param name="guard">Says where the lock may be.</param>
    /// <param name="shared">Who may use the file, and the directories that are made for it.</param>
    /// <returns>Null if somebody else kept it.</returns>
    public static LockFile? TryTake(string target, TimeSpan patience, PathGuard guard, SharedAccess shared = default)
    {
        var clock = Stopwatch.StartNew();
        for (var wait = 1; ; wait = Math.Min(wait * 2, 50))
        {
            if (TryCreate(target, guard, shared) is { } stream)
                return new LockFile(target, stream, guard);
            if (clock.Elapsed >= patience)
                return null;
            Thread.Sleep(wait);
        }
    }

    /// <summary>Adds to what the new file will hold.</summary>
    public void Write(ReadOnlySpan<byte> content) => stream.Write(content);

    /// <summary>Ends the new file and closes it; the lock stays.</summary>
    /// <param name="durable">Whether it is flushed to the disk.</param>
    public void Close(bool durable)
    {
        stream.Flush(durable);
        stream.Dispose();
    }

    /// <summary>Makes the new file, which was closed, the file.</summary>
    public void Commit()
    {
        using var held = guard.Hold(Path.GetDirectoryName(target)!);
        File.Move(LockPath(held, target), Path.Join(held.Path, Path.GetFileName(target)), overwrite: true);
        ended = true;
    }

    /// <summary>Gives the lock back, with nothing changed unless it was committed.</summary>
    public void Dispose()
    {
        stream.Dispose();
        if (ended)
            return;
        ended = true;
        try
        {
            using var held = guard.Hold(Path.GetDirectoryName(target)!);
            File.Delete(LockPath(held, target));
        }
        catch (Exception e) when (guard.IsRestricted && e is PolicyException or IOException)
        {
            // Somebody put another directory there, and what lies in that one is not ours; or it cannot be opened now, and the lock stays, as that of a process that was killed.
        }
    }

    private static string LockPath(HeldDirectory held, string target) => Path.Join(held.Path, Path.GetFileName(target) + Suffix);

    private static FileStream? TryCreate(string target, PathGuard guard, SharedAccess shared)
    {
        try
        {
            // A parent may be removed by a deletion between the two calls; then the next attempt makes it again.
            shared.MakeDirectory(Path.GetDirectoryName(target)!);
            using var held = guard.Hold(Path.GetDirectoryName(target)!);
            var path = LockPath(held, target);
            var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            return Checked(stream, path, guard, shared);
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException e) when (WasThere(e))
        {
            return null;
        }
    }

    // A lock that was made elsewhere, through a link put in since the path was checked, is not left there.
    private static FileStream Checked(FileStream stream, string path, PathGuard guard, SharedAccess shared)
    {
        try
        {
            guard.DemandOpened(stream.SafeFileHandle, path);
            shared.Adjust(path);
            return stream;
        }
        catch
        {
            stream.Dispose();
            File.Delete(path);
            throw;
        }
    }

    /// <summary>By the error's number, not by another look: the holder may have given it back meanwhile.</summary>
    private static bool WasThere(IOException error) => error.HResult is ExistsOnUnix or FileExistsOnWindows or AlreadyExistsOnWindows;
}

using System.Security.Cryptography;

namespace GitProto.Storage;

/// <summary>
/// A directory below <c>objects</c> for what came in and is not agreed to yet, under the name that git gives to its own. It vanishes unless it is
/// installed. A file in it is held open as long as its owner lives, so that what a killed process left is known for dead and taken away by the next; the length of the name tells
/// ours from git's.
/// </summary>
internal sealed class ObjectQuarantine : IDisposable
{
    private const string Prefix = "tmp_objdir-incoming-";
    private const int NameLength = 16;
    private const string LockName = "gitproto.lock";
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(10);
    private readonly HeldDirectory objects;
    private readonly HeldDirectory own;
    private readonly PathGuard guard;
    private readonly SharedAccess shared;
    private readonly FileStream held;

    private ObjectQuarantine(string path, HeldDirectory objects, HeldDirectory own, PathGuard guard, SharedAccess shared)
    {
        (Path, this.objects, this.own, this.guard, this.shared) = (path, objects, own, guard, shared);
        Directory.CreateDirectory(PackDirectory);
        held = Hold(own.Path, FileMode.CreateNew);
    }

    /// <summary>The directory, as other programs find it.</summary>
    public string Path { get; }

    /// <summary>Where packs go.</summary>
    public string PackDirectory => System.IO.Path.Join(own.Path, "pack");

    /// <summary>The path of a pack in it.</summary>
    public string PackPath(in ObjectId checksum) => System.IO.Path.Join(PackDirectory, $"pack-{checksum}.pack");

    /// <summary>Makes one.</summary>
    /// <param name="objects">The directory of objects that they shall go to.</param>
    /// <param name="guard">Where it may lie.</param>
    /// <param name="shared">Who may use what is installed.</param>
    /// <exception cref="QuarantineException">It cannot be made.</exception>
    public static ObjectQuarantine Create(string objects, PathGuard guard, SharedAccess shared)
    {
        var name = Prefix + RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        HeldDirectory? root = null;
        HeldDirectory? own = null;
        try
        {
            root = guard.Hold(objects);
            RemoveAbandoned(root.Path);
            MakePrivate(System.IO.Path.Join(root.Path, name));
            own = guard.Hold(System.IO.Path.Join(root.Path, name));
            return new ObjectQuarantine(System.IO.Path.Join(objects, name), root, own, guard, shared);
        }
        catch (Exception e)
        {
            if (root is not null)
                TryRemove(System.IO.Path.Join(root.Path, name));
            own?.Dispose();
            root?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new QuarantineException(e.Message, e);
            throw;
        }
    }

    /// <summary>Moves all objects to where they belong: loose ones first, then packs, each index last. What is there already stays.</summary>
    public void Install()
    {
        foreach (var directory in Directory.GetDirectories(own.Path).Where(directory => IsHex(System.IO.Path.GetFileName(directory), 2)))
            Move(directory, System.IO.Path.GetFileName(directory), name => IsHex(name, 38) || IsHex(name, 62));
        Move(PackDirectory, "pack", name => name.StartsWith("pack-", StringComparison.Ordinal) && !name.EndsWith(".idx", StringComparison.Ordinal));
        Move(PackDirectory, "pack", name => name.StartsWith("pack-", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        held.Dispose();
        TryRemove(System.IO.Path.Join(objects.Path, System.IO.Path.GetFileName(Path)));
        own.Dispose();
        objects.Dispose();
    }

    // What is not agreed to yet is nobody else's to see.
    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Move(string from, string name, Func<string, bool> isOurs)
    {
        foreach (var file in Directory.GetFiles(from))
        {
            if (isOurs(System.IO.Path.GetFileName(file)) && new FileInfo(file).LinkTarget is null)
                FinishedFile.Place(file, System.IO.Path.Join(objects.Path, name), System.IO.Path.GetFileName(file), guard, shared);
        }
    }

    private static void RemoveAbandoned(string objects)
    {
        foreach (var directory in Directory.GetDirectories(objects, Prefix + "*"))
        {
            // Git's own are cleared away by git.
            if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(directory) < Young || !IsHex(System.IO.Path.GetFileName(directory)[Prefix.Length..], NameLength))
                continue;
            try
            {
                Hold(directory, FileMode.OpenOrCreate).Dispose();
                TryRemove(directory);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its owner lives, or it is another user's.
            }
        }
    }

    private static FileStream Hold(string directory, FileMode mode) =>
        new(System.IO.Path.Join(directory, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    private static void TryRemove(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A hook may still hold something in it; the next push tries again.
        }
    }

    private static bool IsHex(string name, int length) => name.Length == length && name.All(char.IsAsciiHexDigitLower);
}

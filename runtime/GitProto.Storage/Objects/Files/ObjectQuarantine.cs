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
    private readonly string objects;
    private readonly SharedAccess shared;
    private readonly FileStream held;

    private ObjectQuarantine(string objects, string path, SharedAccess shared)
    {
        (this.objects, Path, this.shared) = (objects, path, shared);
        MakePrivate(path);
        Directory.CreateDirectory(PackDirectory);
        held = Hold(path, FileMode.CreateNew);
    }

    /// <summary>The directory.</summary>
    public string Path { get; }

    /// <summary>Where packs go.</summary>
    public string PackDirectory => System.IO.Path.Join(Path, "pack");

    /// <summary>The path of a pack in it.</summary>
    public string PackPath(in ObjectId checksum) => System.IO.Path.Join(PackDirectory, $"pack-{checksum}.pack");

    /// <summary>Makes one.</summary>
    /// <param name="objects">The directory of objects that they shall go to.</param>
    /// <param name="shared">Who may use what is installed.</param>
    /// <exception cref="QuarantineException">It cannot be made.</exception>
    public static ObjectQuarantine Create(string objects, SharedAccess shared)
    {
        var path = System.IO.Path.Join(objects, Prefix + RandomNumberGenerator.GetHexString(NameLength, lowercase: true));
        try
        {
            RemoveAbandoned(objects);
            return new ObjectQuarantine(objects, path, shared);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryRemove(path);
            throw new QuarantineException(e.Message, e);
        }
    }

    /// <summary>Moves all objects to where they belong: loose ones first, then packs, each index last. What is there already stays.</summary>
    public void Install()
    {
        foreach (var directory in Directory.GetDirectories(Path).Where(directory => IsHex(System.IO.Path.GetFileName(directory), 2)))
            Move(directory, System.IO.Path.GetFileName(directory), name => IsHex(name, 38) || IsHex(name, 62));
        Move(PackDirectory, "pack", name => name.StartsWith("pack-", StringComparison.Ordinal) && !name.EndsWith(".idx", StringComparison.Ordinal));
        Move(PackDirectory, "pack", name => name.StartsWith("pack-", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        held.Dispose();
        TryRemove(Path);
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
                FinishedFile.Place(file, System.IO.Path.Join(objects, name, System.IO.Path.GetFileName(file)), shared);
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

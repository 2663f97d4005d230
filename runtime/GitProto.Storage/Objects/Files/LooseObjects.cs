using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace GitProto.Storage;

/// <summary>Objects in files of their own below an objects directory.</summary>
internal sealed class LooseObjects(string directory, ObjectFormat format, PathGuard guard, FileRepositoryOptions options) : IObjectSource
{
    private const string TemporaryName = "tmp_obj_";

    /// <inheritdoc/>
    public bool Contains(in ObjectId id) => File.Exists(PathOf(id));

    /// <inheritdoc/>
    public int SharedDigits(in ObjectId id)
    {
        var shared = 0;
        var parent = Path.GetDirectoryName(PathOf(id))!;
        foreach (var path in Directory.Exists(parent) ? Directory.EnumerateFiles(parent) : [])
        {
            if (TryName(path, out var other) && other != id)
                shared = Math.Max(shared, Abbreviation.Shared(ObjectId.AsSpan(other), ObjectId.AsSpan(id)));
        }
        return shared;
    }

    /// <summary>The ids of all objects, as the names of the files have them.</summary>
    public IEnumerable<ObjectId> Ids()
    {
        if (!Directory.Exists(directory))
            yield break;
        foreach (var parent in Directory.GetDirectories(directory).Where(path => Path.GetFileName(path.AsSpan()).Length == 2))
        {
            foreach (var path in Files(parent))
            {
                if (TryName(path, out var id))
                    yield return id;
            }
        }
    }

    /// <summary>The file of an object, be it there or not.</summary>
    public string FileOf(in ObjectId id) => PathOf(id);

    /// <summary>What lies where only objects should: files whose names are no ids, and none that git makes on the way.</summary>
    public IEnumerable<string> Strays() => !Directory.Exists(directory) ? [] : Directory.GetDirectories(directory)
        .Where(path => Path.GetFileName(path) is [var first, var second] && char.IsAsciiHexDigitLower(first) && char.IsAsciiHexDigitLower(second))
        .SelectMany(Files)
        .Where(path => !Path.GetFileName(path).StartsWith(TemporaryName, StringComparison.Ordinal) && !IsObject(path));

    /// <summary>Reads the header of an object.</summary>
    /// <exception cref="CorruptPackException">The file is damaged.</exception>
    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        (type, size) = (ObjectType.None, 0);
        using var file = LooseFile.TryOpen(PathOf(id), id, guard);
        if (file is null)
            return false;
        (type, size) = file.ReadHeader();
        return true;
    }

    /// <summary>Reads an object and checks its id.</summary>
    /// <returns>Null if there is no file for it.</returns>
    /// <exception cref="CorruptPackException">The file is damaged.</exception>
    /// <exception cref="HashMismatchException">It holds another object.</exception>
    /// <exception cref="LimitExceededException">It is larger than allowed.</exception>
    public GitObject? TryRead(in ObjectId id, long maxSize)
    {
        using var file = LooseFile.TryOpen(PathOf(id), id, guard);
        if (file?.Read(maxSize) is not { } found)
            return null;
        var actual = ObjectHasher.Hash(format, found.Type, found.Span);
        return actual == id ? found : throw LooseFile.Mismatch(id, actual);
    }

    /// <inheritdoc/>
    public ObjectContent? TryOpenLarge(in ObjectId id, long from)
    {
        var file = LooseFile.TryOpen(PathOf(id), id, guard);
        try
        {
            if (file?.ReadHeader() is not { } header || header.Size < from)
                return null;
            var content = file.Open(header.Type, header.Size);
            file = null;
            return content;
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Writes an object under a name nobody looks at, then gives it its own. An object that is there already stays.</summary>
    public void Write(in ObjectId id, ObjectType type, ReadOnlySpan<byte> content)
    {
        var hex = id.ToString();
        using var root = guard.Hold(directory);
        var parent = Path.Join(root.Path, hex[..2]);
        options.Shared.MakeDirectory(parent);
        using var held = guard.Hold(parent);
        var temporary = Path.Join(held.Path, TemporaryName + RandomNumberGenerator.GetHexString(16, lowercase: true));
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Compress(file, type, content);
                file.Flush(options.Flushed.HasFlag(FsyncComponents.LooseObject));
            }
            options.Shared.Finish(temporary);
            FinishedFile.Place(temporary, parent, hex[2..], guard, options.Shared);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Makes an object as young as one that was just written.</summary>
    /// <returns>False if it is not here, or is not ours to change.</returns>
    public bool TryFreshen(in ObjectId id) => FinishedFile.TryFreshen(PathOf(id));

    private bool IsObject(string path) => TryName(path, out _);

    private bool TryName(string path, out ObjectId id) =>
        ObjectId.TryParse(Encoding.ASCII.GetBytes(Path.GetFileName(Path.GetDirectoryName(path)) + Path.GetFileName(path)), format, out id);

    private static string[] Files(string parent)
    {
        try
        {
            return Directory.GetFiles(parent);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody has just packed what was in it.
            return [];
        }
    }

    private static void Compress(FileStream file, ObjectType type, ReadOnlySpan<byte> content)
    {
        Span<byte> header = stackalloc byte[LooseFile.MaxHeader];
        using var zlib = new ZLibStream(file, CompressionLevel.Fastest, leaveOpen: true);
        zlib.Write(header[..LooseFile.WriteHeader(header, type, content.Length)]);
        zlib.Write(content);
    }

    // Made of hex digits alone; the directory may be a link.
    private string PathOf(in ObjectId id)
    {
        var hex = id.ToString();
        var parent = Path.Join(directory, hex[..2]);
        if (guard.IsRestricted && new DirectoryInfo(parent).LinkTarget is not null)
            guard.Demand(parent);
        return Path.Join(parent, hex[2..]);
    }
}

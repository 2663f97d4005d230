using System.Collections.Frozen;
using System.Text;

namespace GitProto.Storage;

/// <summary>The file that names the commits whose parents a repository lacks on purpose.</summary>
internal sealed class ShallowFile(string commonDirectory, ObjectFormat format, PathGuard guard)
{
    private const int MaxLength = 256 << 20;
    private static readonly FrozenSet<ObjectId> Nothing = FrozenSet<ObjectId>.Empty;

    private string FilePath => Path.Join(commonDirectory, "shallow");

    /// <summary>Reads the ids.</summary>
    /// <exception cref="ObjectRefusedException">A line is no id.</exception>
    public IReadOnlySet<ObjectId> Read()
    {
        if (SmallFile.TryRead(FilePath, MaxLength, nameof(MaxLength), guard) is not { Length: > 0 } content)
            return Nothing;
        var ids = new HashSet<ObjectId>();
        foreach (var line in new ByteLines(content))
        {
            if (!ObjectId.TryParse(line.TrimEnd((byte)'\r'), format, out var id))
                throw new ObjectRefusedException("The file of shallow commits has a line that is no object id.");
            ids.Add(id);
        }
        return ids;
    }

    /// <summary>Changes the set under Git's lock. Only ids are ever written.</summary>
    /// <exception cref="IOException">Somebody else holds the lock.</exception>
    public void Update(IEnumerable<ObjectId> add, IEnumerable<ObjectId> remove, FileRepositoryOptions options)
    {
        using var held = LockFile.TryTake(FilePath, options.LockTimeout, guard, options.Shared) ?? throw new IOException("The file of shallow commits is locked by another process.");
        var ids = Read().Except(remove).Union(add).Order().ToArray();
        foreach (var id in ids)
            held.Write(Encoding.ASCII.GetBytes(id + "\n"));
        held.Close(options.Flushed.HasFlag(FsyncComponents.Reference));
        if (ids.Length > 0)
            held.Commit();
        else
            File.Delete(FilePath);
    }
}

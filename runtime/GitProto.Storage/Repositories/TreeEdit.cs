using System.Buffers;
using System.Text;

namespace GitProto.Storage;

/// <summary>Writes the trees of a change: only the directories on the way to a changed file are read and written.</summary>
internal static class TreeEdit
{
    /// <summary>Puts files into a tree.</summary>
    /// <returns>The id of the new root tree.</returns>
    public static ObjectId Write(IObjectStore objects, ObjectId? root, IEnumerable<(string Path, string? Text)> files)
    {
        var changes = new List<TreeChange>();
        foreach (var (path, text) in files)
        {
            ObjectId? blob = text is null ? null : objects.Write(ObjectType.Blob, Encoding.UTF8.GetBytes(text));
            changes.Add(new TreeChange(Split(path), blob));
        }
        return WriteLevel(objects, root, changes, 0) ?? objects.Write(ObjectType.Tree, []);
    }

    private static ObjectId? WriteLevel(IObjectStore objects, ObjectId? tree, IEnumerable<TreeChange> changes, int level)
    {
        var entries = Read(objects, tree);
        foreach (var group in changes.GroupBy(change => change.Path[level]))
        {
            var old = entries.TryGetValue(group.Key, out var entry) ? entry : default;
            entries.Remove(group.Key);
            var last = group.Last();
            if (last.Path.Length == level + 1)
            {
                if (last.Blob is { } blob)
                    entries[group.Key] = (old.Mode is 0 or FileModes.Directory ? FileModes.File : old.Mode, blob);
            }
            else if (WriteLevel(objects, old.Mode == FileModes.Directory ? old.Id : null, group.Where(c => c.Path.Length > level + 1), level + 1) is { } sub)
                entries[group.Key] = (FileModes.Directory, sub);
        }
        return entries.Count == 0 ? null : objects.Write(ObjectType.Tree, Encode(entries));
    }

    private static Dictionary<ByteString, (int Mode, ObjectId Id)> Read(IObjectStore objects, ObjectId? tree)
    {
        var entries = new Dictionary<ByteString, (int, ObjectId)>();
        if (tree is not { } id)
            return entries;
        foreach (var entry in new TreeView(objects.Format, objects.Read(id, ObjectType.Tree).Span))
            entries[new ByteString(entry.Name)] = (entry.Mode, entry.Id);
        return entries;
    }

    private static ReadOnlySpan<byte> Encode(Dictionary<ByteString, (int Mode, ObjectId Id)> entries)
    {
        var content = new ArrayBufferWriter<byte>();
        foreach (var (name, (mode, id)) in entries.OrderBy(pair => SortKey(pair.Key, pair.Value.Mode)))
        {
            content.Write(Encoding.ASCII.GetBytes(Convert.ToString(mode, 8) + " "));
            content.Write(name.Span);
            content.Write("\0"u8);
            content.Write(ObjectId.AsSpan(in id));
        }
        return content.WrittenSpan;
    }

    // Git sorts a directory as if its name ended with a slash.
    private static ByteString SortKey(ByteString name, int mode) =>
        mode == FileModes.Directory ? ByteString.Wrap([.. name.Span, (byte)'/']) : name;

    private static ByteString[] Split(string path)
    {
        var parts = path.Split('/');
        if (parts.Any(part => part is "" or "." or ".." || part.Contains('\0', StringComparison.Ordinal) || part.Equals(".git", StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"'{Escape.ForDisplay(path)}' is no path of a file in a tree.", nameof(path));
        return [.. parts.Select(ByteString.FromString)];
    }
}

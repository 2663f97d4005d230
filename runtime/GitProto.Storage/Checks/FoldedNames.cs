using System.Text;

namespace GitProto.Storage;

/// <summary>Names of one tree that a disk may take for one, where that would follow a link.</summary>
internal static class FoldedNames
{
    /// <summary>Looks for a link whose name is another's but for case.</summary>
    public static void Check(FsckReporter reporter, ObjectFormat format, ReadOnlySpan<byte> tree)
    {
        var links = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var entry in new TreeView(format, tree))
            {
                var name = Encoding.UTF8.GetString(entry.Name);
                var isLink = TreeMode.IsLink((uint)entry.Mode);
                if (!links.TryAdd(name, isLink) && (isLink | links[name]))
                {
                    reporter.Tell(FsckId.FoldedSymlink, "contains names that differ by case, one of them a symbolic link");
                    return;
                }
            }
        }
        catch (ObjectRefusedException)
        {
            // A broken tree was told already.
        }
    }
}

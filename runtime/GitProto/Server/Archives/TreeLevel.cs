using GitProto.Storage;

namespace GitProto.Server;

/// <summary>A directory that is being walked.</summary>
/// <param name="id">Its tree.</param>
/// <param name="path">Its path with a slash at the end; empty for the root.</param>
/// <param name="entries">What is in it.</param>
internal sealed class TreeLevel(ObjectId id, ByteString path, IReadOnlyList<TreeItem> entries)
{
    private int next;

    /// <summary>Its tree.</summary>
    public ObjectId Id => id;

    /// <summary>Its path with a slash at the end; empty for the root.</summary>
    public ByteString Path => path;

    /// <summary>What is in it.</summary>
    public IReadOnlyList<TreeItem> Entries => entries;

    /// <summary>What its attribute file says; null if it has none.</summary>
    public AttributeFile? Attributes { get; init; }

    /// <summary>True once it stands in the archive.</summary>
    public bool IsWritten { get; set; }

    /// <summary>The next of its entries; false at the end.</summary>
    public bool TryNext(out TreeItem item)
    {
        item = next < entries.Count ? entries[next] : default;
        return next++ < entries.Count;
    }

    /// <summary>Reads the entries of a tree.</summary>
    public static IReadOnlyList<TreeItem> Read(IObjectStore objects, in ObjectId tree)
    {
        var items = new List<TreeItem>();
        foreach (var entry in objects.ReadTree(tree))
            items.Add(new TreeItem(new ByteString(entry.Name), ArchiveEntry.Canonical(entry.Mode), entry.Id));
        return items;
    }
}

using System.Text;

namespace GitProto.Conformance.Packs;

/// <summary>Makes trees, right and wrong ones.</summary>
internal static class TreeBytes
{
    /// <summary>A tree of entries as they are given.</summary>
    public static byte[] Of(params IReadOnlyList<(string Mode, string Name, ObjectId Id)> entries)
    {
        using var tree = new MemoryStream();
        foreach (var (mode, name, id) in entries)
        {
            tree.Write(Encoding.UTF8.GetBytes($"{mode} {name}\0"));
            tree.Write(ObjectId.AsSpan(id));
        }
        return tree.ToArray();
    }
}

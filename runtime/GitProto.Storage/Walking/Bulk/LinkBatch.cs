using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>
/// Entries of trees that wait to be found in the index of a pack. Each step is done for all of them before the next: what one needs lies anywhere in memory, and so
/// is waited for together.
/// </summary>
/// <param name="harvest">Where they are looked for.</param>
/// <param name="layout">The pack.</param>
internal sealed class LinkBatch(TreeHarvest harvest, PackLayout layout)
{
    private const int Room = 64;
    private readonly int width = layout.Index.Format.ByteLength();
    private readonly byte[] ids = new byte[Room * layout.Index.Format.ByteLength()];
    private readonly ulong[] heads = new ulong[Room];
    private readonly uint[] hashes = new uint[Room];
    private readonly bool[] trees = new bool[Room];
    private readonly int[] places = new int[Room];
    private int count;

    /// <summary>Objects outside the pack.</summary>
    public ForeignObjects Foreign { get; } = new(layout.Index.Format);

    /// <summary>Takes an entry, if it leads to an object.</summary>
    /// <returns>True if no more fit.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(in TreeEntry entry)
    {
        if (entry.IsSubmodule)
            return false;
        entry.IdBytes.CopyTo(ids.AsSpan(count * width));
        heads[count] = IdHeads.Of(entry.IdBytes);
        hashes[count] = NameHash.Append(0, entry.Name);
        trees[count] = entry.IsTree;
        return ++count == Room;
    }

    /// <summary>Forgets them.</summary>
    public void Clear() => count = 0;

    /// <summary>Finds them, and forgets them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MoveTo(List<TreeLink> links)
    {
        var found = places.AsSpan(0, count);
        for (var i = 0; i < found.Length; i++)
            found[i] = harvest.Search.Begin(heads[i]);
        for (var i = 0; i < found.Length; i++)
            found[i] = harvest.Search.First(heads[i], found[i]);
        for (var i = 0; i < found.Length; i++)
            found[i] = harvest.Search.Find(ids.AsSpan(i * width, width), heads[i], found[i]);
        for (var i = 0; i < found.Length; i++)
            found[i] = found[i] < 0 ? -1 : layout.Position(found[i]);
        for (var i = 0; i < found.Length; i++)
            links.Add(Link(i));
        Clear();
    }

    private TreeLink Link(int number)
    {
        if (places[number] < 0)
            return TreeLink.Foreign(Foreign.Add(ObjectId.FromBytes(ids.AsSpan(number * width, width)), hashes[number]), trees[number]);
        harvest.Hashes.Take(places[number], hashes[number]);
        return TreeLink.Local(places[number], trees[number]);
    }
}

using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A client that tells what another one told.</summary>
internal sealed class ListedHaves(IReadOnlyList<ObjectId> haves) : IHaveWalker
{
    private readonly HashSet<ObjectId> common = [];
    private int next;

    public bool Exhausted => next >= haves.Count;

    public IReadOnlyList<ObjectId> Next(int count)
    {
        ObjectId[] block = [.. haves.Skip(next).Take(count)];
        next += block.Length;
        return block;
    }

    public bool MarkCommon(in ObjectId id) => common.Add(id);

    public void MarkAdvertised(in ObjectId id)
    {
    }
}

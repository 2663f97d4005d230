using System.Buffers.Binary;
using System.IO.Pipelines;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>
/// A repository of very many trees that are made whenever they are read, so that nothing but the code under test can keep them; it looks at times how much
/// memory is in use.
/// </summary>
internal sealed class FabricatedTrees(int count, int sizeOfTree) : IRepository, IObjectStore
{
    private const int LookEach = 5_000;
    private readonly MemoryRepository refs = new();
    private int reads;

    public static ObjectId Blob { get; } = ObjectId.Parse(new string('b', 40));

    /// <summary>The most bytes in use at any look, after a collection.</summary>
    public long Peak { get; private set; }

    /// <summary>How often somebody looked.</summary>
    public int Looks => reads / LookEach;

    public IEnumerable<ObjectId> Trees => Enumerable.Range(0, count).Select(Tree);

    public ObjectFormat Format => ObjectFormat.Sha1;

    public IObjectStore Objects => this;

    public IRefStore Refs => refs.Refs;

    public IReadOnlySet<ObjectId> ShallowBoundary => refs.ShallowBoundary;

    public ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public bool Contains(in ObjectId id) => id == Blob || IsTree(id);

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        (type, size) = id == Blob ? (ObjectType.Blob, 1) : (ObjectType.Tree, sizeOfTree);
        return Contains(id);
    }

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        if (++reads % LookEach == 0)
            Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
        if (id == Blob)
            return new GitObject(ObjectType.Blob, "b"u8.ToArray());
        if (!IsTree(id))
            return null;
        // One entry, whose name is as long as it takes.
        var content = new byte[sizeOfTree];
        content.AsSpan().Fill((byte)'n');
        "100644 "u8.CopyTo(content);
        content[^21] = 0;
        ObjectId.AsSpan(Blob).CopyTo(content.AsSpan(sizeOfTree - 20));
        return new GitObject(ObjectType.Tree, content);
    }

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => throw new NotSupportedException();

    public ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public void Dispose() => refs.Dispose();

    private static ObjectId Tree(int number)
    {
        Span<byte> bytes = stackalloc byte[20];
        bytes.Fill(0xee);
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return ObjectId.FromBytes(bytes);
    }

    private bool IsTree(in ObjectId id) => ObjectId.AsSpan(in id) is var bytes && bytes[4] == 0xee && BinaryPrimitives.ReadInt32BigEndian(bytes) is var number && number >= 0 && number < count;
}

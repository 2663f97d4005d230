using System.Buffers.Binary;
using System.IO.Pipelines;

namespace GitProto.Storage.Tests.Walking;

/// <summary>Trees of one entry, each within the next, that are made whenever they are read; it looks at times how much memory is in use.</summary>
internal sealed class NestedTrees(int levels, int lengthOfName) : IObjectStore
{
    private const int LookEach = 10_000;
    private int reads;

    /// <summary>The tree that all others are in.</summary>
    public ObjectId Top => Id(levels);

    /// <summary>The most bytes in use at any look, after a collection.</summary>
    public long Peak { get; private set; }

    public ObjectFormat Format => ObjectFormat.Sha1;

    public bool Contains(in ObjectId id) => Level(id) is >= 0 and var level && level <= levels;

    public bool TryReadHeader(in ObjectId id, out ObjectType type, out long size)
    {
        (type, size) = (ObjectType.Tree, Level(id) == 0 ? 0 : "40000 \0".Length + lengthOfName + 20);
        return Contains(id);
    }

    public GitObject? TryRead(in ObjectId id, long maxSize = int.MaxValue)
    {
        if (++reads % LookEach == 0)
            Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true));
        if (!TryReadHeader(id, out var type, out var size))
            return null;
        var content = new byte[size];
        if (size > 0)
        {
            content.AsSpan().Fill((byte)'n');
            "40000 "u8.CopyTo(content);
            content[^21] = 0;
            ObjectId.AsSpan(Id(Level(id) - 1)).CopyTo(content.AsSpan(content.Length - 20));
        }
        return new GitObject(type, content);
    }

    public ObjectId Write(ObjectType type, ReadOnlySpan<byte> content) => throw new NotSupportedException();

    public ValueTask<ReceivedPack> ReceivePackAsync(
        PipeReader pack, ReceivePackOptions options, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    private static int Level(in ObjectId id) => BinaryPrimitives.ReadInt32BigEndian(ObjectId.AsSpan(in id)[8..]);

    // The first bytes differ, as those of hashes do.
    private static ObjectId Id(int level)
    {
        Span<byte> bytes = stackalloc byte[20];
        bytes.Fill(0xee);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)(level + 1) * 0x9e3779b97f4a7c15);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], level);
        return ObjectId.FromBytes(bytes);
    }
}

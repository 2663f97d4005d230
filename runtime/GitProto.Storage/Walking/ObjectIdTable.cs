using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace GitProto.Storage;

/// <summary>
/// Numbers ids in the order they come: a set of ids at 20 or 32 bytes each and about 8 more, whose members other tables can refer to by
/// number. The hash is keyed, so nobody outside can make ids collide.
/// </summary>
internal sealed class ObjectIdTable(ObjectFormat format)
{
    private const int ChunkBits = 12;
    private static readonly ulong Key = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;
    private readonly int width = format.ByteLength();
    private readonly List<byte[]> chunks = [];
    private int[] slots = new int[256];

    /// <summary>How many ids there are.</summary>
    public int Count { get; private set; }

    /// <summary>The id with a number.</summary>
    public ObjectId this[int number] => ObjectId.FromBytes(Bytes(number));

    /// <summary>Finds the number of an id.</summary>
    /// <returns>-1 if it is not here.</returns>
    public int Find(in ObjectId id) => id.Format == format ? slots[Slot(ObjectId.AsSpan(in id))] - 1 : -1;

    /// <summary>Finds the number of an id, and gives it the next one if it has none.</summary>
    public int Add(in ObjectId id, out bool added)
    {
        if (id.Format != format)
            throw new ArgumentException($"The id {id} is not of the format {format.Name()}.", nameof(id));
        var bytes = ObjectId.AsSpan(in id);
        var slot = Slot(bytes);
        added = slots[slot] == 0;
        if (!added)
            return slots[slot] - 1;
        if (Count >> ChunkBits == chunks.Count)
            chunks.Add(new byte[width << ChunkBits]);
        bytes.CopyTo(Bytes(Count));
        slots[slot] = ++Count;
        if (Count > slots.Length / 8 * 5)
            Grow();
        return Count - 1;
    }

    private Span<byte> Bytes(int number) =>
        chunks[number >> ChunkBits].AsSpan((number & ((1 << ChunkBits) - 1)) * width, width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Slot(ReadOnlySpan<byte> bytes)
    {
        var slot = Start(bytes);
        while (slots[slot] != 0 && !Bytes(slots[slot] - 1).SequenceEqual(bytes))
            slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }

    private int Start(ReadOnlySpan<byte> bytes)
    {
        var high = Math.BigMul(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ Key, Key, out var low);
        return (int)((high ^ low) & (ulong)(slots.Length - 1));
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var number = 0; number < Count; number++)
            slots[Slot(Bytes(number))] = number + 1;
    }
}

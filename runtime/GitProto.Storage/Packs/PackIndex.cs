using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>A pack index (<c>.idx</c>, version 1 or 2), held in memory: about 28 bytes for each object, 40 with SHA-256.</summary>
public sealed class PackIndex
{
    private readonly byte[] bytes;
    private readonly IndexLayout layout;

    private PackIndex(byte[] bytes, ObjectFormat format)
    {
        (this.bytes, Format) = (bytes, format);
        layout = IndexLayout.Read(bytes, bytes.Length, format);
        CheckOrder();
    }

    /// <summary>The hash that names its objects.</summary>
    public ObjectFormat Format { get; }

    /// <summary>The number of objects.</summary>
    public int Count => layout.Count;

    /// <summary>The trailer of the pack it belongs to.</summary>
    public ObjectId PackChecksum => IdAt(layout.PackChecksum);

    /// <summary>Reads an index.</summary>
    /// <exception cref="CorruptPackException">It is corrupt; tables were checked against its length before anything was allocated for them.</exception>
    /// <exception cref="LimitExceededException">It is longer than an array can be.</exception>
    public static PackIndex Open(string path, ObjectFormat format) => Open(path, format, PathGuard.None);

    /// <summary>Reads an index that must lie where the guard allows.</summary>
    /// <exception cref="PolicyException">It does not.</exception>
    internal static PackIndex Open(string path, ObjectFormat format, PathGuard guard)
    {
        using var file = guard.OpenRead(path, FileShare.Read);
        var length = RandomAccess.GetLength(file);
        var head = new byte[Math.Min(length, 8 + IndexLayout.FanOutLength)];
        RandomAccess.Read(file, head, 0);
        IndexLayout.Read(head, length, format);
        if (length > Array.MaxLength)
            throw new LimitExceededException("Array.MaxLength", Array.MaxLength, "The length of the pack index");
        var bytes = new byte[length];
        for (var read = 0; read < bytes.Length;)
        {
            var count = RandomAccess.Read(file, bytes.AsSpan(read), read);
            if (count == 0)
                throw new CorruptPackException("The pack index became shorter while it was read.");
            read += count;
        }
        return new PackIndex(bytes, format);
    }

    /// <summary>Takes an index over that is in memory.</summary>
    /// <exception cref="CorruptPackException">It is corrupt.</exception>
    public static PackIndex Parse(byte[] bytes, ObjectFormat format) => new(bytes, format);

    /// <summary>The id at a place in their order.</summary>
    public ObjectId GetId(int index) => IdAt(layout.Ids + ((long)layout.Stride * Checked(index)));

    /// <summary>Where an object's entry begins in the pack.</summary>
    /// <exception cref="CorruptPackException">It points past the table of large offsets.</exception>
    public long GetOffset(int index)
    {
        var offset = UInt32At(layout.Offsets + ((long)layout.OffsetStride * Checked(index)));
        if (layout.Version == 1 || (offset & 0x80000000) == 0)
            return offset;
        var large = offset & 0x7fffffff;
        if (large >= layout.LargeCount)
            throw new CorruptPackException($"The pack index has {layout.LargeCount} large offsets, and one object uses number {large}.");
        var value = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan((int)(layout.LargeOffsets + (8L * large))));
        return value >= 0 ? value : throw new CorruptPackException("The pack index has an offset above 2^63.");
    }

    /// <summary>CRC-32 of an object's entry; null in an index of version 1.</summary>
    public uint? GetCrc(int index) => layout.Version == 1 ? null : UInt32At(layout.Crcs + (4L * Checked(index)));

    /// <summary>Finds an object.</summary>
    /// <returns>Its place in the order of ids, of several the first; or -1.</returns>
    public int Find(in ObjectId id)
    {
        if (id.Format != Format)
            return -1;
        var wanted = ObjectId.AsSpan(in id);
        var place = LowerBound(wanted);
        return place < Count && IdSpan(place).SequenceEqual(wanted) ? place : -1;
    }

    /// <summary>Hex digits that an id shares with the id of another object, at most.</summary>
    internal int SharedDigits(in ObjectId id)
    {
        var wanted = ObjectId.AsSpan(in id);
        var place = LowerBound(wanted);
        var shared = place > 0 ? Abbreviation.Shared(IdSpan(place - 1), wanted) : 0;
        if (place < Count && IdSpan(place).SequenceEqual(wanted))
            place++;
        return place < Count ? Math.Max(shared, Abbreviation.Shared(IdSpan(place), wanted)) : shared;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LowerBound(ReadOnlySpan<byte> wanted)
    {
        var (low, high) = Range(wanted[0]);
        var head = BinaryPrimitives.ReadUInt64BigEndian(wanted);
        var (first, stride) = ((int)layout.Ids, layout.Stride);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            var found = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(first + (stride * middle)));
            if (found < head || (found == head && IdSpan(middle).SequenceCompareTo(wanted) < 0))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Checks the hash at the end of the index.</summary>
    /// <exception cref="CorruptPackException">It is wrong.</exception>
    public void VerifyChecksum()
    {
        using var hash = new TrailerHash(Format);
        hash.Append(bytes.AsSpan(0, (int)layout.OwnChecksum));
        if (hash.Finish() != IdAt(layout.OwnChecksum))
            throw new CorruptPackException("The check sum at the end of the pack index is wrong.");
    }

    private (int Low, int High) Range(byte first) =>
        (first == 0 ? 0 : (int)UInt32At(layout.FanOut + (4 * (first - 1))), (int)UInt32At(layout.FanOut + (4 * first)));

    private int Checked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return index;
    }

    internal ReadOnlySpan<byte> IdSpan(int index) => bytes.AsSpan((int)(layout.Ids + ((long)layout.Stride * index)), layout.IdLength);

    private ObjectId IdAt(long offset) => ObjectId.FromBytes(bytes.AsSpan((int)offset, layout.IdLength));

    private uint UInt32At(long offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan((int)offset));

    private void CheckOrder()
    {
        for (var first = 0; first < 256; first++)
        {
            var (low, high) = Range((byte)first);
            for (var i = low; i < high; i++)
            {
                if (IdSpan(i)[0] != first || (i > low && IdSpan(i - 1).SequenceCompareTo(IdSpan(i)) > 0))
                    throw new CorruptPackException($"The ids in the pack index are out of order at number {i}.");
            }
        }
    }
}

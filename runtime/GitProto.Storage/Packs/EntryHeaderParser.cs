using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>Reads an entry's header byte by byte, so that it may come in any pieces. Every number is bounded before it grows.</summary>
internal struct EntryHeaderParser(ObjectFormat format)
{
    // The largest shift of a size group: 60 bits of size, as Git allows.
    private const int MaxShift = 53;

    private Step step;
    private PackEntryType type;
    private long offset;
    private long size;
    private long distance;
    private int length;
    private int shift;
    private int idLength;
    private IdBytes id;

    private enum Step : byte
    {
        First,
        Size,
        DistanceFirst,
        Distance,
        Id,
    }

    /// <summary>The header, once it is complete.</summary>
    public readonly EntryHeader Header => new(
        type, size, offset, length, offset - distance, type == PackEntryType.RefDelta ? ObjectId.FromBytes(((ReadOnlySpan<byte>)id)[..idLength]) : default);

    /// <summary>Begins a header.</summary>
    public void Begin(long entryOffset)
    {
        step = Step.First;
        (offset, length, distance, idLength) = (entryOffset, 0, 0, 0);
    }

    /// <summary>Takes a byte.</summary>
    /// <returns>True if the header is complete.</returns>
    /// <exception cref="CorruptPackException">The header is illegal.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Add(byte value)
    {
        length++;
        switch (step)
        {
            case Step.First:
                type = (PackEntryType)((value >> 4) & 7);
                if (type is PackEntryType.None or (PackEntryType)5)
                    throw Corrupt($"has the reserved type {(int)type}");
                (size, shift) = (value & 15, 4);
                step = Step.Size;
                return (value & 0x80) == 0 && EndSize();
            case Step.Size:
                if (shift > MaxShift)
                    throw Corrupt("has a size of more than 60 bits");
                size |= (long)(value & 0x7f) << shift;
                shift += 7;
                return (value & 0x80) == 0 && EndSize();
            case Step.DistanceFirst:
                distance = value & 0x7f;
                step = Step.Distance;
                return (value & 0x80) == 0 && EndDistance();
            case Step.Distance:
                if (distance >= 1L << 55)
                    throw Corrupt("has a base offset of more than 63 bits");
                distance = ((distance + 1) << 7) | (value & 0x7fL);
                return (value & 0x80) == 0 && EndDistance();
            default:
                id[idLength++] = value;
                return idLength == format.ByteLength();
        }
    }

    private bool EndSize()
    {
        if (!type.IsDelta())
            return true;
        step = type == PackEntryType.OfsDelta ? Step.DistanceFirst : Step.Id;
        return false;
    }

    private readonly bool EndDistance()
    {
        if (distance == 0)
            throw Corrupt("is a delta on itself");
        if (distance > offset - PackHeader.Length)
            throw Corrupt($"has its base {distance} bytes back, before the first entry");
        return true;
    }

    private readonly CorruptPackException Corrupt(string problem) => new($"The pack entry at offset {offset} {problem}.");

    [InlineArray(32)]
    private struct IdBytes
    {
        private byte first;
    }
}

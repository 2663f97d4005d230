using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>Where the parts of a pack index (<c>.idx</c>, version 1 or 2) lie.</summary>
internal readonly record struct IndexLayout(int Version, int Count, int IdLength, long Length)
{
    /// <summary>Length of the table that counts ids by their first byte.</summary>
    public const int FanOutLength = 1024;

    /// <summary>The four bytes a version 2 index begins with; as a count they would be absurd in version 1.</summary>
    public static ReadOnlySpan<byte> Signature => [0xff, (byte)'t', (byte)'O', (byte)'c'];

    public long FanOut => Version == 2 ? 8 : 0;

    /// <summary>Distance from one id to the next.</summary>
    public int Stride => Version == 2 ? IdLength : IdLength + 4;

    public long Ids => FanOut + FanOutLength + (Version == 2 ? 0 : 4);

    public long Crcs => FanOut + FanOutLength + ((long)Count * IdLength);

    public long Offsets => Version == 2 ? Crcs + (4L * Count) : FanOutLength;

    public int OffsetStride => Version == 2 ? 4 : Stride;

    public long LargeOffsets => Offsets + (4L * Count);

    public int LargeCount => Version == 2 ? (int)((Length - (2 * IdLength) - LargeOffsets) / 8) : 0;

    public long PackChecksum => Length - (2 * IdLength);

    public long OwnChecksum => Length - IdLength;

    /// <summary>Reads it from an index's first bytes and its length; nothing is believed that the length does not bear out.</summary>
    /// <exception cref="CorruptPackException">It is no index, or its size disagrees with its count.</exception>
    public static IndexLayout Read(ReadOnlySpan<byte> head, long length, ObjectFormat format)
    {
        var version = 1;
        if (head.Length >= 8 && head.StartsWith(Signature))
        {
            var number = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
            if (number != 2)
                throw new CorruptPackException($"The pack index has version {number}; versions 1 and 2 are known.");
            version = 2;
        }
        var layout = new IndexLayout(version, 0, format.ByteLength(), length);
        if (head.Length < layout.FanOut + FanOutLength || length < layout.FanOut + FanOutLength + (2 * layout.IdLength))
            throw new CorruptPackException($"The pack index is too short: {length} bytes.");
        var count = CheckFanOut(head.Slice((int)layout.FanOut, FanOutLength));
        var perEntry = version == 2 ? layout.IdLength + 8 : layout.Stride;
        var rest = length - layout.FanOut - FanOutLength - (2 * layout.IdLength) - (perEntry * (long)count);
        var fits = version == 2 ? rest >= 0 && rest % 8 == 0 && rest / 8 <= Math.Max(0, (long)count - 1) : rest == 0;
        if (!fits)
            throw new CorruptPackException($"The pack index of {length} bytes cannot hold the {count} objects it counts.");
        return layout with { Count = checked((int)count) };
    }

    private static uint CheckFanOut(ReadOnlySpan<byte> table)
    {
        var last = 0u;
        for (var i = 0; i < FanOutLength; i += 4)
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(table[i..]);
            if (value < last)
                throw new CorruptPackException("The fan-out table of the pack index falls.");
            last = value;
        }
        return last;
    }
}

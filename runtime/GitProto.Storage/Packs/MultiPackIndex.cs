using System.Buffers.Binary;
using System.Text;

namespace GitProto.Storage;

/// <summary>
/// An index over many packs (<c>multi-pack-index</c>, version 1, gitformat-pack), held in memory. It is what somebody wrote: whether its ids are in order and its packs have the
/// objects is for <see cref="MultiPackTable"/> to find out. Orders of packs for bitmaps that stand in it are not looked at.
/// </summary>
internal sealed class MultiPackIndex
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "multi-pack-index";

    private const int HeaderLength = 12;
    private const int FanOutLength = 1024;
    private const uint IsLarge = 0x80000000;
    private readonly byte[] bytes;
    private readonly int ids;
    private readonly int entries;
    private readonly (int Start, int Length) large;

    private MultiPackIndex(byte[] bytes, ObjectFormat format)
    {
        (this.bytes, Format) = (bytes, format);
        var end = bytes.Length - format.ByteLength();
        var packs = CheckHeader();
        var table = ChunkTable.Read(bytes, HeaderLength, bytes[6], end);
        FanOut = table.Demand("OIDF"u8, FanOutLength);
        Count = CheckFanOut();
        ids = table.Demand("OIDL"u8, (long)format.ByteLength() * Count);
        entries = table.Demand("OOFF"u8, 8L * Count);
        large = table.TryFind("LOFF"u8) ?? default;
        var names = table.TryFind("PNAM"u8) ?? default;
        PackNames = ReadNames(bytes.AsSpan(names.Start, names.Length), packs);
    }

    /// <summary>The hash that names its objects.</summary>
    public ObjectFormat Format { get; }

    /// <summary>The number of objects.</summary>
    public int Count { get; }

    /// <summary>The names of the index files of the packs, in their order.</summary>
    public IReadOnlyList<string> PackNames { get; }

    private int FanOut { get; }

    /// <summary>Reads the file of a directory of packs.</summary>
    /// <returns>Null if there is none, or a link or something else is in its place.</returns>
    /// <exception cref="CorruptPackException">It is corrupt, or of another version.</exception>
    /// <exception cref="LimitExceededException">It is longer than an array can be.</exception>
    /// <exception cref="PolicyException">The guard refuses it.</exception>
    public static MultiPackIndex? TryOpen(string directory, ObjectFormat format, PathGuard guard) =>
        SmallFile.TryRead(Path.Join(directory, FileName), Array.MaxLength, "Array.MaxLength", guard) is { } bytes ? Parse(bytes, format) : null;

    /// <summary>Takes the bytes of the file over.</summary>
    /// <exception cref="CorruptPackException">It is corrupt, or of another version.</exception>
    public static MultiPackIndex Parse(byte[] bytes, ObjectFormat format) => new(bytes, format);

    /// <summary>The id at a place in their order.</summary>
    public ReadOnlySpan<byte> IdSpan(int place) => bytes.AsSpan(ids + (Format.ByteLength() * place), Format.ByteLength());

    /// <summary>The number of the pack that has the object.</summary>
    /// <exception cref="CorruptPackException">There is no such pack.</exception>
    public int GetPack(int place)
    {
        var pack = UInt32At(entries + (8 * place));
        return pack < PackNames.Count ? (int)pack : throw new CorruptPackException($"Object {place} of the multi-pack index is in pack {pack} of {PackNames.Count}.");
    }

    /// <summary>Where the object's entry begins in its pack.</summary>
    /// <exception cref="CorruptPackException">It points past the table of large offsets, or above 2^63.</exception>
    public long GetOffset(int place)
    {
        var offset = UInt32At(entries + (8 * place) + 4);
        if (large.Length == 0 || (offset & IsLarge) == 0)
            return offset;
        var number = offset & ~IsLarge;
        if (number >= large.Length / 8)
            throw new CorruptPackException($"The multi-pack index has {large.Length / 8} large offsets, and object {place} uses number {number}.");
        var value = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(large.Start + (8 * (int)number)));
        return value >= 0 ? value : throw new CorruptPackException($"The offset of object {place} of the multi-pack index is above 2^63.");
    }

    /// <summary>How many ids begin with this byte or a lower one.</summary>
    public int Below(int first) => (int)UInt32At(FanOut + (4 * first));

    /// <summary>True if the hash at the end is that of what stands before it.</summary>
    public bool HasRightChecksum() => TrailerHash.IsRight(bytes, Format);

    private uint CheckHeader()
    {
        if (bytes.Length < HeaderLength + Format.ByteLength() || !bytes.AsSpan().StartsWith("MIDX"u8))
            throw new CorruptPackException($"The file of {bytes.Length} bytes is no multi-pack index.");
        var (version, hash, below) = (bytes[4], bytes[5], bytes[7]);
        if (version != 1 || hash != (Format == ObjectFormat.Sha256 ? 2 : 1) || below != 0)
            throw new CorruptPackException($"The multi-pack index has version {version}, hash {hash} and {below} below it; version 1 of {Format.Name()}, by itself, is known.");
        return UInt32At(8);
    }

    private int CheckFanOut()
    {
        var last = 0u;
        for (var first = 0; first < FanOutLength / 4; first++)
        {
            var value = UInt32At(FanOut + (4 * first));
            if (value < last || value > int.MaxValue)
                throw new CorruptPackException($"The fan-out table of the multi-pack index falls or leaves its bounds at {first}: {value}.");
            last = value;
        }
        return (int)last;
    }

    private static string[] ReadNames(ReadOnlySpan<byte> chunk, uint count)
    {
        // Each takes a byte and its end at least.
        if (count > chunk.Length / 2)
            throw new CorruptPackException($"The multi-pack index has {chunk.Length} bytes for the names of {count} packs.");
        var names = new string[count];
        for (var number = 0; number < names.Length; number++)
        {
            var length = chunk.IndexOf((byte)0);
            if (length <= 0)
                throw new CorruptPackException($"The name of pack {number} of the multi-pack index is empty or has no end.");
            names[number] = Encoding.Latin1.GetString(chunk[..length]);
            if (number > 0 && string.CompareOrdinal(names[number - 1], names[number]) >= 0)
                throw new CorruptPackException($"The names of the packs of the multi-pack index are out of order at number {number}.");
            chunk = chunk[(length + 1)..];
        }
        return names;
    }

    private uint UInt32At(int place) => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(place));
}

using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>Reads reverse indexes (<c>.rev</c>, version 1): the places in the index of a pack, in the order of the pack.</summary>
internal static class ReverseIndex
{
    private const int HeaderLength = 12;

    /// <summary>Reads the one that stands beside an index. Whether it is in the order of the pack is for <see cref="PackOrder"/> to find out.</summary>
    /// <returns>Null if there is none, or none that belongs to this index: it can be made anew.</returns>
    public static int[]? TryOpen(string indexPath, PackIndex index, PathGuard guard)
    {
        try
        {
            return TryReadFile(indexPath, index, guard) is { } bytes ? Parse(bytes, index) : null;
        }
        catch (Exception e) when (e is GitProtoException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the file that stands beside an index.</summary>
    /// <returns>Null if there is none, or a link or something else is in its place.</returns>
    /// <exception cref="LimitExceededException">It is longer than one of this index can be.</exception>
    /// <exception cref="PolicyException">The guard refuses it.</exception>
    public static byte[]? TryReadFile(string indexPath, PackIndex index, PathGuard guard) => SmallFile.TryRead(
        Path.ChangeExtension(indexPath, ".rev"), (int)Math.Min(Array.MaxLength, HeaderLength + (4L * index.Count) + (2 * index.Format.ByteLength())), "the length of the reverse index", guard);

    /// <summary>Reads the bytes of the file. The check sum at its end is not looked at.</summary>
    /// <exception cref="CorruptPackException">It has another form, belongs to another pack, or has a place that the index has not.</exception>
    public static int[] Parse(ReadOnlySpan<byte> bytes, PackIndex index)
    {
        var (hash, idLength) = (index.Format == ObjectFormat.Sha256 ? 2u : 1u, index.Format.ByteLength());
        var end = HeaderLength + (4L * index.Count);
        if (bytes.Length != end + (2 * idLength) || !bytes.StartsWith("RIDX"u8) || UInt32(bytes[4..]) != 1 || UInt32(bytes[8..]) != hash)
            throw new CorruptPackException($"The file of {bytes.Length} bytes is no reverse index, version 1, of {index.Count} objects of {index.Format.Name()}.");
        if (ObjectId.FromBytes(bytes.Slice((int)end, idLength)) != index.PackChecksum)
            throw new CorruptPackException($"The reverse index is not that of the pack {index.PackChecksum}.");
        var places = new int[index.Count];
        for (var position = 0; position < places.Length; position++)
        {
            var place = UInt32(bytes[(HeaderLength + (4 * position))..]);
            if (place >= (uint)places.Length)
                throw new CorruptPackException($"Entry {position} of the reverse index is object {place} of {places.Length}.");
            places[position] = (int)place;
        }
        return places;
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);
}

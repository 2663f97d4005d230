using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>The first 12 bytes of a pack: signature, version, number of entries.</summary>
internal static class PackHeader
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 12;

    /// <summary>Writes the header of a version 2 pack.</summary>
    public static void Write(Span<byte> destination, uint count)
    {
        "PACK\0\0\0\u0002"u8.CopyTo(destination);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], count);
    }

    /// <summary>Says what a header looks like.</summary>
    public static PackStart Look(ReadOnlySpan<byte> header) =>
        !header.StartsWith("PACK"u8) ? PackStart.NoPack
        : BinaryPrimitives.ReadUInt32BigEndian(header[4..]) is 2 or 3 ? PackStart.Pack : PackStart.UnknownVersion;

    /// <summary>Reads the number of entries that the header promises.</summary>
    /// <exception cref="CorruptPackException">It is no pack, or of another version than 2 or 3.</exception>
    public static uint Read(ReadOnlySpan<byte> header)
    {
        if (!header.StartsWith("PACK"u8))
            throw new CorruptPackException($"This is no pack: it begins with '{Escape.ForDisplay(header[..4])}', not with 'PACK'.");
        var version = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (version is not (2 or 3))
            throw new CorruptPackException($"The pack has version {version}; versions 2 and 3 are known.");
        return BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
    }
}

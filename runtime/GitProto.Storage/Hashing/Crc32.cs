using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>The CRC-32 of zlib, which a pack index keeps for each entry. Eight bytes at a time by tables.</summary>
internal static class Crc32
{
    private static readonly uint[][] Tables = MakeTables();

    /// <summary>Adds bytes to a check sum that began as 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Update(uint crc, ReadOnlySpan<byte> bytes)
    {
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        unchecked
        {
            crc = ~crc;
            for (; bytes.Length >= 8; bytes = bytes[8..])
            {
                var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
                var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
                crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[(byte)(low >> 24)]
                    ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[(byte)(high >> 24)];
            }
            foreach (var value in bytes)
                crc = (crc >> 8) ^ t0[(byte)(crc ^ value)];
            return ~crc;
        }
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var t = 0; t < 8; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++)
                tables[t][i] = t == 0 ? Entry(i) : (tables[t - 1][i] >> 8) ^ tables[0][tables[t - 1][i] & 255];
        }
        return tables;
    }

    private static uint Entry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ ((value & 1) * 0xedb88320);
        return value;
    }
}

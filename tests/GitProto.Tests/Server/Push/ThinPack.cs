using System.IO.Compression;
using System.Security.Cryptography;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>A pack of one delta whose base it lacks.</summary>
internal static class ThinPack
{
    /// <summary>Makes a blob of a base, up to 64 KiB, and something behind it.</summary>
    public static byte[] Make(ObjectId on, byte[] content, byte[] more, out ObjectId made)
    {
        byte[] delta = [.. Number(content.Length), .. Number(content.Length + more.Length), 0xb0, (byte)content.Length, (byte)(content.Length >> 8), (byte)more.Length, .. more];
        using var packed = new MemoryStream();
        packed.Write([.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 1]);
        packed.Write(delta.Length < 16 ? [(byte)(0x70 | delta.Length)] : [(byte)(0xf0 | (delta.Length & 15)), (byte)(delta.Length >> 4)]);
        packed.Write(ObjectId.AsSpan(in on));
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(delta);
        packed.Write(CryptographicOperations.HashData(HashAlgorithmName.SHA1, packed.ToArray()));
        made = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, [.. content, .. more]);
        return packed.ToArray();
    }

    private static byte[] Number(int value) => value < 128 ? [(byte)value] : [(byte)(value | 0x80), (byte)(value >> 7)];
}

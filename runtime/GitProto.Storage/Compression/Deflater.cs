using System.IO.Compression;

namespace GitProto.Storage;

/// <summary>Writes zlib streams.</summary>
internal static class Deflater
{
    // The framework writes nothing at all for an empty input, which no reader takes.
    private static ReadOnlySpan<byte> Empty => [0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01];

    /// <summary>Compresses bytes to a stream.</summary>
    public static void Write(ReadOnlySpan<byte> data, Stream output, CompressionLevel level = CompressionLevel.Optimal)
    {
        if (data.IsEmpty)
        {
            output.Write(Empty);
            return;
        }
        using var zlib = new ZLibStream(output, level, leaveOpen: true);
        zlib.Write(data);
    }

    /// <summary>Compresses bytes a piece at a time.</summary>
    /// <returns>Their zlib stream, in pieces; each is valid until the next is asked for.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> InPieces(ReadOnlyMemory<byte> data, int pieceLength, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, level, leaveOpen: true))
        {
            for (var at = 0; at < data.Length; at += pieceLength)
            {
                zlib.Write(data.Span.Slice(at, Math.Min(pieceLength, data.Length - at)));
                yield return output.GetBuffer().AsMemory(0, (int)output.Length);
                output.SetLength(0);
            }
        }
        yield return output.GetBuffer().AsMemory(0, (int)output.Length);
    }

    /// <summary>Compresses bytes.</summary>
    public static byte[] Compress(ReadOnlySpan<byte> data, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var output = new MemoryStream();
        Write(data, output, level);
        return output.ToArray();
    }
}

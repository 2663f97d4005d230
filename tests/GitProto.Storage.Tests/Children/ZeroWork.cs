using System.IO.Compression;

namespace GitProto.Storage.Tests.Children;

/// <summary>A blob of 4 GiB and one byte, all zeros, which is small on the way.</summary>
internal static class ZeroWork
{
    /// <summary>The size of the blob, which no 32 bits hold.</summary>
    public const long Size = (1L << 32) + 1;

    private const int Piece = 1 << 20;
    private const uint Modulus = 65521;

    // What sha1sum says of "blob 4294967297", NUL and as many zeros.
    private static readonly ObjectId Id = ObjectId.Parse("3eb7feb1413c757f0d8181deb28d1dab03d64846");

    /// <summary>Receives it, and reads it back if that is asked for.</summary>
    public static async Task RunAsync(string path, bool read)
    {
        await LargeWork.ReceiveAsync(path, async (pack, _) =>
        {
            await pack.BeginAsync(1).ConfigureAwait(false);
            await pack.RawAsync(ObjectType.Blob, Size, Zlib()).ConfigureAwait(false);
            return Id;
        }).ConfigureAwait(false);
        using var repository = FileRepository.Open(path);
        Demand(repository.Objects.TryReadHeader(Id, out var type, out var size) && type == ObjectType.Blob && size == Size, "header");
        using var content = repository.Objects.OpenRead(Id)!;
        if (read)
            await content.CopyToAsync(Stream.Null).ConfigureAwait(false);
        try
        {
            repository.Objects.TryRead(Id);
            Demand(false, "limit");
        }
        catch (LimitExceededException)
        {
            // More than an array holds.
        }
    }

    // The same block over and over, and one zero more; both sums of Adler-32 are known.
    private static IEnumerable<byte[]> Zlib()
    {
        yield return [0x78, 0x01];
        var block = Block(Piece, last: false);
        for (var left = Size - 1; left > 0; left -= Piece)
            yield return block;
        yield return Block(1, last: true);
        var sum = ((uint)(Size % Modulus) << 16) | 1;
        yield return [(byte)(sum >> 24), (byte)(sum >> 16), (byte)(sum >> 8), (byte)sum];
    }

    private static byte[] Block(int length, bool last)
    {
        var bytes = new MemoryStream();
        var deflate = new DeflateStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true);
        deflate.Write(new byte[length]);
        deflate.Flush();
        var open = bytes.ToArray();
        deflate.Dispose();
        return last ? bytes.ToArray() : open;
    }

    private static void Demand(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"The {what} of the blob is wrong.");
    }
}

using System.IO.Compression;

namespace GitProto.Storage;

/// <summary>Keeps what was compressed until it is written, as long as there is room: then it need not be made twice.</summary>
internal sealed class EntryCache(long capacity)
{
    /// <summary>The largest whole object that is kept, in bytes; a larger one is compressed while it is written, in pieces.</summary>
    public const int MaxWhole = 256 << 10;

    private long used;

    /// <summary>True if nothing more is kept.</summary>
    public bool IsFull => Volatile.Read(ref used) >= capacity;

    /// <summary>Compresses bytes if the result will be kept.</summary>
    /// <returns>Their zlib stream, or null if there is no room.</returns>
    public byte[]? TryCompress(ReadOnlySpan<byte> bytes, CompressionLevel level)
    {
        if (IsFull)
            return null;
        var stream = Deflater.Compress(bytes, level);
        Interlocked.Add(ref used, stream.Length);
        return stream;
    }
}

using System.IO.Compression;

namespace GitProto.Storage.Tests.Children;

/// <summary>Writes a pack of which nothing is held.</summary>
internal sealed class StreamedPack(Stream output) : IAsyncDisposable
{
    private readonly PlainHash hash = new(ObjectFormat.Sha1);
    private readonly byte[] piece = new byte[64 << 10];

    public async Task BeginAsync(int count)
    {
        var header = new byte[PackHeader.Length];
        PackHeader.Write(header, (uint)count);
        await WriteAsync(header).ConfigureAwait(false);
    }

    /// <summary>Writes an object of any size, stored.</summary>
    public async Task EntryAsync(ObjectType type, long size, ObjectHasher hasher, Action<byte[]> fill)
    {
        await HeaderAsync(type, size).ConfigureAwait(false);
        await using var hashed = new HashedStream(this);
        await using var zlib = new ZLibStream(hashed, CompressionLevel.NoCompression);
        for (var left = size; left > 0; left -= piece.Length)
        {
            fill(piece);
            var part = piece.AsMemory(0, (int)Math.Min(left, piece.Length));
            hasher.Append(part.Span);
            await zlib.WriteAsync(part).ConfigureAwait(false);
        }
    }

    /// <summary>Writes an object that is compressed already.</summary>
    public async Task RawAsync(ObjectType type, long size, IEnumerable<byte[]> compressed)
    {
        await HeaderAsync(type, size).ConfigureAwait(false);
        foreach (var part in compressed)
            await WriteAsync(part).ConfigureAwait(false);
    }

    public async Task<ObjectId> SmallAsync(ObjectType type, byte[] body)
    {
        await HeaderAsync(type, body.Length).ConfigureAwait(false);
        await WriteAsync(Deflater.Compress(body)).ConfigureAwait(false);
        return ObjectHasher.Hash(ObjectFormat.Sha1, type, body);
    }

    public async ValueTask DisposeAsync()
    {
        await output.WriteAsync(ObjectId.AsSpan(hash.Finish()).ToArray()).ConfigureAwait(false);
        await output.DisposeAsync().ConfigureAwait(false);
        hash.Dispose();
    }

    private async Task HeaderAsync(ObjectType type, long size)
    {
        var header = new byte[EntryHeaderWriter.MaxLength];
        await WriteAsync(header.AsMemory(0, EntryHeaderWriter.Write(header, (PackEntryType)type, size))).ConfigureAwait(false);
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        hash.Append(bytes.Span);
        return output.WriteAsync(bytes);
    }

    private sealed class HashedStream(StreamedPack pack) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => pack.WriteAsync(buffer.ToArray()).AsTask().GetAwaiter().GetResult();

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => pack.WriteAsync(buffer);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => pack.WriteAsync(buffer.AsMemory(offset, count)).AsTask();
    }
}

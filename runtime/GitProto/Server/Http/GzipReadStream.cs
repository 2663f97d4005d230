using System.Buffers.Binary;
using System.IO.Compression;
using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>
/// Inflates a body that is one gzip stream and nothing else. The framework's stream leaves unread what follows; here its length, which gzip says in its
/// last four bytes, must be that of what came out.
/// </summary>
internal sealed class GzipReadStream : ReadOnlyStream
{
    private readonly TailStream tail;
    private readonly GZipStream gzip;
    private long count;

    public GzipReadStream(Stream inner)
    {
        tail = new TailStream(inner);
        gzip = new GZipStream(tail, CompressionMode.Decompress);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            count += read;
            if (read == 0 && buffer.Length > 0 && !await tail.IsEndOfAsync(count, cancellationToken).ConfigureAwait(false))
                throw Broken("it is cut, or something follows it");
            return read;
        }
        catch (InvalidDataException e)
        {
            throw Broken("it is corrupt or cut", e);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gzip.Dispose();
        base.Dispose(disposing);
    }

    private static SmartHttpBodyException Broken(string why, Exception? inner = null) => new(400, $"The body of the request is no gzip stream: {why}.", inner);

    /// <summary>Keeps the last bytes in mind.</summary>
    private sealed class TailStream(Stream inner) : ReadOnlyStream
    {
        private readonly byte[] last = new byte[4];
        private long seen;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Keep(buffer.Span[..read]);
            return read;
        }

        /// <summary>True if nothing is left, and what was last says this length.</summary>
        public async ValueTask<bool> IsEndOfAsync(long length, CancellationToken cancellationToken)
        {
            var one = new byte[1];
            return await inner.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0
                && seen >= last.Length && BinaryPrimitives.ReadUInt32LittleEndian(last) == (uint)(length & uint.MaxValue);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }

        private void Keep(ReadOnlySpan<byte> bytes)
        {
            seen += bytes.Length;
            if (bytes.Length >= last.Length)
            {
                bytes[^last.Length..].CopyTo(last);
                return;
            }
            last.AsSpan(bytes.Length).CopyTo(last);
            bytes.CopyTo(last.AsSpan(last.Length - bytes.Length));
        }
    }
}

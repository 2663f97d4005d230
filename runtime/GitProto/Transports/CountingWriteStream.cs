using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>Hands bytes on in pieces and counts them, so that a slow peer can be told from one that does not read at all.</summary>
internal sealed class CountingWriteStream(Stream inner) : WriteOnlyStream
{
    private const int Piece = 32 * 1024;
    private long count;

    /// <summary>Bytes the inner stream has taken.</summary>
    public long Count => Interlocked.Read(ref count);

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (; !buffer.IsEmpty; buffer = buffer[Math.Min(Piece, buffer.Length)..])
        {
            var piece = buffer[..Math.Min(Piece, buffer.Length)];
            await inner.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            Interlocked.Add(ref count, piece.Length);
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        inner.Write(buffer, offset, count);
        Interlocked.Add(ref this.count, count);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

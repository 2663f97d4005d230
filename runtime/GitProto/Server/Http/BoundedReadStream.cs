using GitProto.Protocol;

namespace GitProto.Server;

/// <summary>Reads another stream up to a limit; a byte more is an error.</summary>
internal sealed class BoundedReadStream(Stream inner, long limit, string option) : ReadOnlyStream
{
    private long count;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // One byte more than is allowed is asked for: to be at the limit is no error, to be above is.
        var room = buffer.Length > limit - count ? (int)(limit - count) + 1 : buffer.Length;
        var read = await inner.ReadAsync(buffer[..room], cancellationToken).ConfigureAwait(false);
        if ((count += read) > limit)
            throw new SmartHttpBodyException(413, $"The body of the request is longer than {option} = {limit} bytes.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}

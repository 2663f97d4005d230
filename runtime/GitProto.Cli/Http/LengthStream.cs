using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Cli.Http;

/// <summary>Reads the bytes that a length announces from a stream that may go on; to end before them is an error.</summary>
internal sealed class LengthStream(Stream inner, long length) : ReadOnlyStream
{
    private long left = length;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left == 0 || buffer.IsEmpty)
            return 0;
        var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, left)], cancellationToken);
        if (read == 0)
            throw new SmartHttpBodyException(400, $"The body of the request ended {left} bytes before its length.");
        left -= read;
        return read;
    }
}

using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace GitProto.Proxying;

/// <summary>Takes a stream of bytes apart into packets with their digits. From the first bytes on that are no packet, all is one kind of rest.</summary>
/// <remarks>Source: gitprotocol-common "pkt-line Format".</remarks>
/// <param name="input">The stream.</param>
public sealed class PacketCutter(PipeReader input)
{
    private const int Digits = 4;
    private bool isRest;

    /// <summary>The next packet, or the next bytes that are none; empty at the end of the stream.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public async ValueTask<byte[]> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = read.Buffer;
            var length = isRest ? buffer.Length : Length(buffer);
            if (length < 0)
                (isRest, length) = (true, buffer.Length);
            if (length > 0 && length <= buffer.Length)
            {
                var packet = buffer.Slice(0, length).ToArray();
                input.AdvanceTo(buffer.GetPosition(length));
                return packet;
            }
            if (read.IsCompleted)
            {
                var rest = buffer.ToArray();
                input.AdvanceTo(buffer.End);
                return rest;
            }
            input.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>True if bytes are one whole packet.</summary>
    public static bool IsPacket(ReadOnlyMemory<byte> bytes) => bytes.Length >= Digits && Length(new ReadOnlySequence<byte>(bytes)) == bytes.Length;

    /// <summary>The length of the packet at the beginning; 0 while it cannot be told, negative if there is none.</summary>
    private static long Length(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < Digits)
            return 0;
        Span<byte> digits = stackalloc byte[Digits];
        buffer.Slice(0, Digits).CopyTo(digits);
        return Utf8Parser.TryParse(digits, out int length, out var used, 'x') && used == Digits ? Math.Max(length, Digits) : -1;
    }
}

using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Conformance.Wire.Http;

/// <summary>The body behind a head, its chunks undone.</summary>
/// <param name="head">The head.</param>
/// <param name="input">What follows it.</param>
/// <param name="isAnswer">True if a body whose length nobody says goes to the end of the connection; else there is none.</param>
internal sealed class HttpBodyStream(HttpHead head, PipeReader input, bool isAnswer) : ReadOnlyStream
{
    private long left = head.IsChunked ? 0 : head.Length ?? (isAnswer ? long.MaxValue : 0);
    private bool isOver;
    private bool begun;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!isOver && left == 0)
            isOver = !head.IsChunked || await NextChunkAsync(cancellationToken) == 0;
        if (isOver || buffer.Length == 0)
            return 0;
        var read = await input.ReadAsync(cancellationToken);
        if (read.Buffer.IsEmpty)
        {
            isOver = true;
            return left == long.MaxValue ? 0 : throw new IOException("The body of an HTTP message is cut.");
        }
        var taken = read.Buffer.Slice(0, Math.Min(left, Math.Min(read.Buffer.Length, buffer.Length)));
        taken.CopyTo(buffer.Span);
        input.AdvanceTo(taken.End);
        if (left != long.MaxValue)
            left -= taken.Length;
        return (int)taken.Length;
    }

    private async Task<long> NextChunkAsync(CancellationToken cancellationToken)
    {
        if (begun && await LineAsync(cancellationToken) is { Length: > 0 })
            throw new IOException("A chunk of HTTP is longer than it says.");
        begun = true;
        var size = (await LineAsync(cancellationToken)).Split(';')[0].Trim();
        if (!long.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out left))
            throw new IOException($"'{Escape.ForDisplay(size)}' is no length of a chunk.");
        // Behind the last chunk come fields, which nobody sends, and an empty line.
        while (left == 0 && await LineAsync(cancellationToken) is { Length: > 0 })
            continue;
        return left;
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await input.ReadAsync(cancellationToken);
            if (Find(read.Buffer) is { } line)
            {
                input.AdvanceTo(read.Buffer.GetPosition(line.Length + 2));
                return line;
            }
            if (read.IsCompleted || read.Buffer.Length > 4096)
                throw new IOException("The body of an HTTP message is cut.");
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static string? Find(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8) ? Encoding.Latin1.GetString(line) : null;
    }
}

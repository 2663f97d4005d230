using System.IO.Pipelines;
using System.Net;

namespace GitProto.Transports;

/// <summary>A large body: what was held so far, then what follows, in chunks. It passes once.</summary>
internal sealed class HttpBody(ReadOnlyMemory<byte> held, PipeReader rest, EarlyAnswer answer, Action<long> sent) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(held, cancellationToken).ConfigureAwait(false);
        sent(held.Length);
        while (!answer.IsFinal)
        {
            var read = await rest.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var part in read.Buffer)
            {
                await stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
                sent(part.Length);
            }
            rest.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

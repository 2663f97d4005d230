using System.Globalization;
using System.Security.Cryptography;
using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>Copies a pack and checks that it is whole: its last bytes are the hash of all before.</summary>
internal sealed class PackCopy(PackDelivery delivery, WireContext context) : IDisposable
{
    private const int HeaderLength = 12;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(context.FormatOrDefault == ObjectFormat.Sha256 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
    private readonly byte[] tail = new byte[context.FormatOrDefault.ByteLength()];
    private int held;
    private long size;

    /// <summary>Copies to the end.</summary>
    /// <returns>Bytes copied.</returns>
    public async ValueTask<long> RunAsync(Stream destination, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await delivery.Pack.ReadAsync(cancellationToken).ConfigureAwait(false);
            foreach (var part in read.Buffer)
            {
                Take(part.Span);
                await destination.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            }
            delivery.Pack.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        Check();
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
        return size;
    }

    public void Dispose() => hash.Dispose();

    /// <summary>Adds bytes to the hash, but for those that may be the trailer.</summary>
    private void Take(ReadOnlySpan<byte> bytes)
    {
        size += bytes.Length;
        if (bytes.Length >= tail.Length)
        {
            hash.AppendData(tail, 0, held);
            hash.AppendData(bytes[..^tail.Length]);
            bytes[^tail.Length..].CopyTo(tail);
            held = tail.Length;
            return;
        }
        var over = Math.Max(0, held + bytes.Length - tail.Length);
        hash.AppendData(tail, 0, over);
        tail.AsSpan(over, held - over).CopyTo(tail);
        held -= over;
        bytes.CopyTo(tail.AsSpan(held));
        held += bytes.Length;
    }

    private void Check()
    {
        var whole = size >= HeaderLength + tail.Length && hash.GetHashAndReset().AsSpan().SequenceEqual(tail);
        if (whole)
            return;
        var text = string.Create(CultureInfo.InvariantCulture, $"The pack ended after {size} bytes, and its last bytes are not the check sum of the others ({context.Where})");
        throw delivery.IsRaw || size < HeaderLength + tail.Length ? new EndOfStreamException(text + ": it was cut short, or damaged.") : new HashMismatchException(text + ".");
    }
}

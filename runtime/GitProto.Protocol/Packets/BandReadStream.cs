namespace GitProto.Protocol;

/// <summary>What comes in band 1, as a stream. It ends at the next packet that carries no data, which stays to be read.</summary>
public sealed class BandReadStream : ReadOnlyStream
{
    private readonly PacketReader reader;
    private int used;

    /// <summary>Reads the bands of a reader, from its next packet on.</summary>
    public BandReadStream(PacketReader reader)
    {
        this.reader = reader;
        reader.Banded = true;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var packet = await reader.PeekAsync(cancellationToken).ConfigureAwait(false);
        if (!packet.IsData)
            return packet.Kind == PacketKind.Flush ? 0 : throw reader.Context.Unexpected(reader, packet, "a band or the flush that ends it", 0);
        var rest = packet.Payload[used..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        used += count;
        if (used == packet.Payload.Length)
        {
            used = 0;
            reader.Consume();
        }
        return count;
    }
}

namespace GitProto.Protocol;

public sealed partial class PacketReader
{
    private const int HeaderLength = 4;

    /// <summary>Parses the packet at the head of the buffer; false if more bytes are needed.</summary>
    private bool TryParse(out Packet packet)
    {
        while (true)
        {
            packet = default;
            if (!TryParseHeader(out var kind, out var length))
                return false;
            if (kind != PacketKind.Data)
            {
                currentLength = kind == PacketKind.Invalid ? 0 : HeaderLength;
                currentBand = 0;
                packet = new Packet(kind, kind == PacketKind.Invalid ? window.Peek(0, HeaderLength) : default);
                return true;
            }
            if (window.Length < length)
                return false;
            currentLength = length;
            currentBand = 0;
            packet = new Packet(kind, window.Peek(HeaderLength, length - HeaderLength));
            if (!Banded || TakeBand(ref packet))
                return true;
            Skip();
            if (!holding)
                return false;
        }
    }

    private bool TryParseHeader(out PacketKind kind, out int length)
    {
        kind = default;
        length = 0;
        if (window.Length < HeaderLength)
            return false;
        foreach (var digit in window.Peek(0, HeaderLength).Span)
        {
            var value = Hex.Value(digit);
            if (value < 0)
            {
                kind = PacketKind.Invalid;
                return true;
            }
            length = (length << 4) | value;
        }
        kind = Framing.KindOf(length);
        return true;
    }

    /// <summary>Takes the band byte off; false if the packet was progress or silence and is done with.</summary>
    private bool TakeBand(ref Packet packet)
    {
        if (packet.Payload.IsEmpty)
            throw new MalformedMessageException($"A packet at byte {Offset} has no band byte", "a band", Framing.Id);
        currentBand = packet.Payload.Span[0];
        var payload = packet.Payload[1..];
        switch ((Band)currentBand)
        {
            case Band.Data when !payload.IsEmpty:
                idle = 0;
                packet = new Packet(PacketKind.Data, payload);
                return true;
            case Band.Data or Band.Progress:
                if (++idle > Context.Limits.MaxIdlePackets && payload.IsEmpty)
                    throw new LimitExceededException(nameof(WireLimits.MaxIdlePackets), Context.Limits.MaxIdlePackets, "The number of packets that say nothing");
                Context.Observer?.OnPacket(new ObservedPacket(Sender, PacketKind.Data, currentBand, 0, payload, Nesting));
                Context.Progress?.Invoke(payload.Span);
                return false;
            case Band.Fatal:
                Context.Observer?.OnPacket(new ObservedPacket(Sender, PacketKind.Data, currentBand, 0, payload, Nesting));
                throw Context.Refused(new ByteString(payload.Span is [.. var text, (byte)'\n'] ? text : payload.Span), packet.Line);
            default:
                Context.ThrowIfError(packet);
                throw new MalformedMessageException($"A packet at byte {Offset} is in band {currentBand}", "band 1, 2 or 3", Framing.Id);
        }
    }
}

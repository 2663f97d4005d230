namespace GitProto.Protocol;

public sealed partial class PacketReader
{
    /// <summary>
    /// Looks further than one packet: copies packets until one satisfies <paramref name="stop"/> or carries no data, and leaves
    /// all of them to be read again.
    /// </summary>
    /// <returns>The packet that stopped the search.</returns>
    /// <exception cref="EndOfStreamException">The input ended before it was found.</exception>
    public async ValueTask<Packet> PeekUntilAsync(Func<Packet, bool> stop, CancellationToken cancellationToken)
    {
        var copies = new List<Packet>();
        Packet packet;
        while (true)
        {
            packet = await PeekAsync(cancellationToken).ConfigureAwait(false);
            if (!packet.IsData || stop(packet))
                break;
            if (copies.Count >= Context.Limits.MaxHeadPackets)
                throw new LimitExceededException(nameof(WireLimits.MaxHeadPackets), Context.Limits.MaxHeadPackets, "The head of a request");
            copies.Add(Copy(packet));
            peeked = false;
            Skip();
        }
        if (copies.Count == 0)
            return packet;
        if (packet.IsEnd)
        {
            // Who gave up in its own words did not hang up on us.
            foreach (var copy in copies)
                Context.ThrowIfError(copy);
            throw Context.HungUp(this, "the rest of a request's head");
        }
        // What was looked at comes first again, then the packet that is still at the head of the buffer.
        var rest = ahead.ToArray();
        ahead.Clear();
        foreach (var copy in copies)
            ahead.Enqueue(copy);
        var last = Copy(packet);
        ahead.Enqueue(last);
        foreach (var later in rest)
            ahead.Enqueue(later);
        peeked = false;
        Skip();
        return last;
    }

    private static Packet Copy(in Packet packet) => packet with { Payload = packet.Payload.ToArray() };
}

namespace GitProto.Protocol;

public sealed partial class PacketWriter
{
    /// <summary>Writes bytes in one band, in as many packets as they need.</summary>
    /// <param name="band">The band.</param>
    /// <param name="bytes">What to write; no bytes make one empty packet, which keeps a connection alive.</param>
    public void WriteBand(Band band, ReadOnlySpan<byte> bytes)
    {
        var most = Framing.BandPacketSize(Context) - HeaderLength - 1;
        do
        {
            var chunk = bytes[..Math.Min(most, bytes.Length)];
            var packet = Target.GetSpan(HeaderLength + 1 + chunk.Length);
            WriteHeader(packet, HeaderLength + 1 + chunk.Length);
            packet[HeaderLength] = (byte)band;
            chunk.CopyTo(packet[(HeaderLength + 1)..]);
            if (Context.Observer is { } observer)
                observer.OnPacket(new ObservedPacket(Sender, PacketKind.Data, (byte)band, 0, chunk.ToArray(), Nesting));
            Target.Advance(HeaderLength + 1 + chunk.Length);
            Count(HeaderLength + 1 + chunk.Length);
            bytes = bytes[chunk.Length..];
        }
        while (!bytes.IsEmpty);
    }
}

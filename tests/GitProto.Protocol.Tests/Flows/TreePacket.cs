namespace GitProto.Protocol.Tests.Flows;

/// <summary>A packet of the monitor's tree.</summary>
internal sealed class TreePacket(ObservedPacket packet)
{
    public Role Sender { get; } = packet.Sender;

    public PacketKind Kind { get; } = packet.Kind;

    public byte Band { get; } = packet.Band;

    public int Element { get; } = packet.Element;

    public int Nesting { get; } = packet.Nesting;

    public byte[] Payload { get; } = packet.Payload.ToArray();

    public string Name => Elements.Name(Element);

    public override string ToString() => $"{Sender} {Name} {PacketText.Of(new ObservedPacket(Sender, Kind, Band, Element, Payload, Nesting))}";
}

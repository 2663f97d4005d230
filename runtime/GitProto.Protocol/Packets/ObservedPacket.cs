namespace GitProto.Protocol;

/// <summary>A packet that passed.</summary>
/// <param name="Sender">Who sent it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Band">The band byte in front of the payload, or 0.</param>
/// <param name="Element">The spec element by number, or 0 if it is not known.</param>
/// <param name="Payload">The bytes behind the length and the band.</param>
/// <param name="Nesting">How many layers of packets inside bands enclose it.</param>
public readonly record struct ObservedPacket(Role Sender, PacketKind Kind, byte Band, int Element, ReadOnlyMemory<byte> Payload, int Nesting);

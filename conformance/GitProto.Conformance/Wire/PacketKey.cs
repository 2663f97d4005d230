using GitProto.Protocol;

namespace GitProto.Conformance.Wire;

/// <summary>What a packet was meant as: an element of the spec, a packet without text inside a message, or a piece of a band.</summary>
/// <param name="Kind">Data, or a packet that is only its digits.</param>
/// <param name="Element">The number of the element; 0 if it has none.</param>
/// <param name="Band">The band, where it has no element; 0 for none.</param>
public readonly record struct PacketKey(PacketKind Kind, int Element, byte Band)
{
    /// <summary>The key of a packet.</summary>
    public static PacketKey Of(in ObservedPacket packet) => new(packet.Kind, packet.Element, packet.Element == 0 ? packet.Band : (byte)0);

    /// <summary>The words of it in the id of a case, such as <c>ls-refs-response.ref</c> or <c>fetch-request.flush</c>.</summary>
    public override string ToString()
    {
        var element = Element == 0 ? "" : ProtocolSpec.Instance.ElementName(Element);
        return Kind == PacketKind.Data
            ? element.Length > 0 ? element : Band > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"band-{Band}") : "data"
            : element.Length > 0 ? $"{element}.{Framing.NameOf(Kind)}" : Framing.NameOf(Kind);
    }
}

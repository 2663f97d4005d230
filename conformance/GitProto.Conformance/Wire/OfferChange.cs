using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Wire;

/// <summary>Changes what a server offers on its way to the client.</summary>
/// <param name="edit">How. To an offer of v2 its own lines are added, behind the version.</param>
internal sealed class OfferChange(OfferEdit edit) : IPacketFault
{
    private static readonly byte[] Version = PacketBytes.Cut(PacketBytes.Of(new V2Advertisement { Capabilities = Capabilities.From(0, false, []) }, Role.Server))[0];

    public Role Sender => Role.Server;

    public FaultAction Decide(byte[] packet)
    {
        if (packet.Length <= PacketBytes.Digits || !PacketCutter.IsPacket(packet))
            return FaultAction.Pass(packet);
        var text = PacketBytes.Chomp(packet.AsSpan(PacketBytes.Digits));
        // The first line of a list of refs: an id, a name, and behind a NUL all words. Bands hold NULs too, and no digit in front.
        if (char.IsAsciiHexDigit((char)text[0]) && text.IndexOf((byte)0) is > 0 and var end)
            return new FaultAction(PacketBytes.Data([.. text[..(end + 1)], .. Changed(text[(end + 1)..]).ToBytes(), (byte)'\n']));
        if (edit.LinesOfV2.Count > 0 && packet.AsSpan().SequenceEqual(Version))
            return new FaultAction([.. packet, .. edit.LinesOfV2.SelectMany(line => PacketBytes.Data(((ByteString)$"{line}\n").Span))]);
        return IsAny(edit.Without, text) ? new FaultAction([]) : FaultAction.Pass(packet);
    }

    private Capabilities Changed(ReadOnlySpan<byte> words) =>
        Capabilities.From(0, false, [.. Capabilities.Parse(0, false, words).Words.Where(word => !IsAny(edit.Without, word.Span)), .. edit.With.Select(Name)]);

    private static bool IsAny(IReadOnlyList<CapabilityId> capabilities, ReadOnlySpan<byte> word)
    {
        var value = word.IndexOf((byte)'=');
        ByteString name = new(value < 0 ? word : word[..value]);
        return capabilities.Any(one => name == Name(one));
    }

    private static ByteString Name(CapabilityId capability) => (ByteString)capability.Name();
}

using System.Buffers.Binary;
using System.Globalization;
using GitProto.Protocol;
using GitProto.Tracing;

namespace GitProto.Cli.Output;

/// <summary>
/// Writes packets for people: who sent it, the packet as the spec's examples show it, and the element of the spec it was taken for. Packs are counted, not shown.
/// </summary>
internal sealed class PacketTrace(TextWriter output) : IPacketObserver, IDisposable
{
    private const int Column = 76;
    private readonly Lock gate = new();
    private Role packSender;
    private int packPackets;
    private long packBytes;

    public void OnPacket(in ObservedPacket packet)
    {
        lock (gate)
        {
            var isPack = packet.Kind == PacketKind.Data && packet.Band == (byte)Band.Data
                && (packPackets > 0 || packet.Payload.Span.StartsWith("PACK"u8)) && !LoggedConversation.StandsForPack(packet.Payload.Span);
            if (isPack)
                Count(packet);
            else
                Write(packet);
        }
    }

    /// <summary>Writes what passed besides packets.</summary>
    public void Say(string line)
    {
        lock (gate)
        {
            EndPack();
            output.WriteLine(line);
        }
    }

    public void Dispose()
    {
        lock (gate)
            EndPack();
    }

    private void Count(in ObservedPacket packet)
    {
        if (packPackets == 0)
            output.WriteLine($"{Name(packet.Sender)}: \\1(a pack begins{Head(packet.Payload.Span)})");
        packSender = packet.Sender;
        packPackets++;
        packBytes += packet.Payload.Length;
    }

    private void Write(in ObservedPacket packet)
    {
        // Progress may stand between the parts of a pack; what is no band ends it.
        if (packet.Band == 0)
            EndPack();
        var text = Redaction.Of(PacketText.Of(packet));
        var element = packet.Element == 0 ? "" : ProtocolSpec.Instance.ElementName(packet.Element);
        var indent = new string(' ', 2 * packet.Nesting);
        var line = $"{Name(packet.Sender)}: {indent}{text}";
        output.WriteLine(element.Length == 0 ? line : $"{line.PadRight(Column)}  [{element}]");
    }

    private void EndPack()
    {
        if (packPackets == 0)
            return;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Name(packSender)}: \\1(the pack ends: {packBytes} bytes in {packPackets} packet{(packPackets == 1 ? "" : "s")})"));
        (packPackets, packBytes) = (0, 0);
    }

    /// <summary>What the first bytes of a pack say, if the first packet holds them: behind its signature stand version and number of objects.</summary>
    private static string Head(ReadOnlySpan<byte> pack) => pack.Length < 12 ? "" : string.Create(
        CultureInfo.InvariantCulture, $": version {BinaryPrimitives.ReadUInt32BigEndian(pack[4..])}, {BinaryPrimitives.ReadUInt32BigEndian(pack[8..])} objects");

    private static char Name(Role role) => role switch { Role.Client => 'C', Role.Server => 'S', _ => 'H' };
}

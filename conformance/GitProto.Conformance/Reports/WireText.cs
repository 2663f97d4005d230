using System.Text;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Reports;

/// <summary>What passed on the connections of a case, packet by packet, each with the element of the spec that it was taken for.</summary>
public static class WireText
{
    private const int Longest = 200;

    /// <summary>The text; it ends with what the flows say of each connection.</summary>
    public static async Task<string> OfAsync(WireLog wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var text = new StringBuilder();
        foreach (var connection in wire.Connections)
        {
            var report = await connection.CheckAsync(new Lines(text), line => text.Append(line).Append('\n'));
            text.Append("= ").Append(report.End).Append(report.Problem is { } problem ? ": " + problem : "").Append("\n\n");
        }
        return text.ToString();
    }

    private sealed class Lines(StringBuilder text) : IPacketObserver
    {
        public void OnPacket(in ObservedPacket packet)
        {
            var line = PacketText.Of(packet);
            var element = packet.Element == 0 ? "" : $"   [{ProtocolSpec.Instance.ElementName(packet.Element)}]";
            text.Append(packet.Sender == Role.Client ? "C: " : "S: ").Append(' ', 2 * packet.Nesting)
                .Append(line.Length > Longest ? line[..Longest] + "..." : line).Append(element).Append('\n');
        }
    }
}

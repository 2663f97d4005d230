using System.Globalization;
using System.Text;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Reports;

/// <summary>What passed on the connections of a case, packet by packet, each with the element of the spec that it was taken for.</summary>
public static class WireText
{
    private const int Longest = 200;

    /// <summary>The text; with each connection, what the flows say of it.</summary>
    /// <param name="wire">What passed.</param>
    /// <param name="directory">Where each connection is kept as <c>gitproto trace</c> reads it; null to keep none.</param>
    public static async Task<string> OfAsync(WireLog wire, string? directory = null)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var text = new StringBuilder();
        foreach (var (index, connection) in wire.Connections.Index())
        {
            if (directory is not null)
                text.Append(CultureInfo.InvariantCulture, $"# gitproto trace {await connection.SaveAsync(directory, string.Create(CultureInfo.InvariantCulture, $"{index + 1}"))}\n");
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

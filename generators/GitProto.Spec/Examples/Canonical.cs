using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace GitProto.Spec.Examples;

/// <summary>
/// Brings packets into the form in which two ways to say the same are equal: LF at the end does not count, nor the blank before
/// capabilities, progress, signs of life, the cuts of a pack and what bytes hold.
/// </summary>
internal sealed class Canonical(MessageSpec message)
{
    private readonly bool _anyOrder = message.Parts.Any(part => part.InAnyOrder);
    private readonly bool _hasBytes = message.Body.Any(item => item.Banded && item.Target.Kind == TargetKind.Bytes);

    /// <summary>A special packet that may be left out says nothing.</summary>
    private readonly HashSet<string> _optional =
    [
        .. message.Body.Where(item => item.Quantifier == Quantifier.Maybe && !item.IsChoice && item.Target.Packet is not null).Select(item => item.Target.Packet!.Name),
    ];

    public IReadOnlyList<string> Of(IEnumerable<WirePacket> packets)
    {
        var lines = packets.Where(packet => !IsSilent(packet)).Select(Line).ToList();
        for (var i = lines.Count - 1; i > 0; i--)
        {
            if (lines[i] == "pack" && lines[i - 1] == "pack")
                lines.RemoveAt(i);
        }
        if (_anyOrder)
            lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private bool IsSilent(WirePacket packet) => packet.Special is { } special
        ? _optional.Contains(special.Name)
        : packet.IsData && packet.Bytes.Length > 0 && (packet.Bytes[0] == 2 || (packet.Bytes[0] == 1 && (packet.Bytes.Length == 1 || _hasBytes)));

    private static string Line(WirePacket packet)
    {
        if (packet.Special is { } special)
            return special.Digits;
        var text = Encoding.GetEncoding(28591).GetString(packet.Text);
        return packet.IsRaw || text.StartsWith("\u0001PACK", StringComparison.Ordinal) ? "pack" : text.Replace("\0 ", "\0");
    }
}

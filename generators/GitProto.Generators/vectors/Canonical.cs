using System.Globalization;
using System.Text;

namespace GitProto.Vectors;

/// <summary>
/// Packets in the form in which two ways to say the same are equal: LF at the end does not count, nor the blank before capabilities, progress, signs of
/// life, where packets inside a band are cut, and the order where any is legal.
/// </summary>
internal static class Canonical
{
    public static IReadOnlyList<string> Of(byte[] wire, VectorMessage message)
    {
        var packets = Split(wire, "", chomps: !message.HoldsPackets);
        if (message.HoldsPackets)
            packets = [.. Inner(packets), .. packets.Where(packet => !packet.StartsWith('\u0001'))];
        packets = packets.Where(packet => !IsSilent(packet) && !message.Optional.Contains(packet));
        return message.AnyOrder ? [.. packets.Order(StringComparer.Ordinal)] : [.. packets];
    }

    private static IEnumerable<string> Split(byte[] wire, string prefix, bool chomps)
    {
        for (var at = 0; at < wire.Length;)
        {
            if (!int.TryParse(Encoding.Latin1.GetString(wire, at, Math.Min(4, wire.Length - at)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length))
            {
                yield return "raw " + Convert.ToHexString(wire[at..]);
                yield break;
            }
            yield return length < 4 ? prefix + length.ToString("x4", CultureInfo.InvariantCulture) : prefix + Text(wire.AsSpan(at + 4, length - 4), chomps);
            at += Math.Max(length, 4);
        }
    }

    private static string Text(ReadOnlySpan<byte> payload, bool chomps) =>
        Encoding.Latin1.GetString(chomps && payload is [.. var chomped, (byte)'\n'] ? chomped : payload).Replace("\0 ", "\0", StringComparison.Ordinal);

    private static IEnumerable<string> Inner(IEnumerable<string> packets) =>
        Split([.. packets.Where(packet => packet.StartsWith('\u0001')).SelectMany(packet => Encoding.Latin1.GetBytes(packet[1..]))], "inner ", chomps: true);

    private static bool IsSilent(string packet) => packet.StartsWith('\u0002') || packet == "\u0001";
}

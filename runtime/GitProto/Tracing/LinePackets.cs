using System.Buffers.Text;
using GitProto.Protocol;

namespace GitProto.Tracing;

/// <summary>
/// Packets that a log has in one line: those inside a band, or in a request that one program hands another. Their line feeds are missing, and are put back where the
/// lengths say that one was.
/// </summary>
internal static class LinePackets
{
    private const int Digits = 4;

    /// <summary>The bytes of the packets.</summary>
    /// <returns>Null if the text is not packets from its beginning to its end.</returns>
    public static byte[]? Read(ReadOnlySpan<byte> text)
    {
        // From the end: how many characters the packet at each place takes, if all behind it are packets.
        var lengths = new int[text.Length + 1];
        for (var at = text.Length - Digits; at >= 0; at--)
            lengths[at] = Length(text, at, lengths);
        if (text.IsEmpty || lengths[0] == 0)
            return null;
        var bytes = new PacketBytes();
        for (var at = 0; at < text.Length; at += lengths[at])
        {
            var line = text[(at + Digits)..(at + lengths[at])];
            if (Said(text[at..]) is < Digits and var special)
                bytes.AddSpecial(Framing.KindOf(special));
            else
                bytes.AddLine(line, newline: line.Length < Said(text[at..]) - Digits);
        }
        return bytes.ToArray();
    }

    private static int Length(ReadOnlySpan<byte> text, int at, int[] lengths)
    {
        var said = Said(text[at..]);
        if (said is >= 0 and < Digits)
            return Framing.KindOf(said) == PacketKind.Invalid ? 0 : Fits(Digits);
        return said < 0 ? 0 : said > Digits && Fits(said - 1) is > 0 and var without ? without : Fits(said);

        int Fits(int length) => at + length == lengths.Length - 1 || (at + length < lengths.Length - 1 && lengths[at + length] > 0) ? length : 0;
    }

    private static int Said(ReadOnlySpan<byte> text) =>
        text.Length >= Digits && Utf8Parser.TryParse(text[..Digits], out int length, out var used, 'x') && used == Digits ? length : -1;
}

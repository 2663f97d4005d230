using System.Collections.Generic;
using System.Globalization;

namespace GitProto.Spec.Load;

/// <summary>Reads <c>packets</c>, <c>bands</c> and <c>limits</c>.</summary>
internal static class FramingReader
{
    public static void Read(Draft draft, DiagnosticBag bag)
    {
        var framing = (FramingSpec)draft.Definition;
        framing.Packets = Packets(draft, bag);
        framing.Bands = Bands(draft, bag);
        framing.Limits = Limits(draft, bag);
    }

    private static List<PacketSpec> Packets(Draft draft, DiagnosticBag bag)
    {
        var packets = new List<PacketSpec>();
        foreach (var entry in draft.Entries("packets")?.Entries ?? [])
        {
            var words = entry.Key.Value.Split(' ');
            var digits = words[0];
            if (words.Length != 2 || digits.Length != 4 || !ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length > 4)
                bag.Add("GP1009", $"'{entry.Key.Value}' must be the four digits of a special packet, from 0000 to 0004, and its name", entry.Key.Span);
            else if (Shapes.Text(entry.Value, words[1], bag) is { } doc)
                packets.Add(new PacketSpec(digits, words[1], doc.Value, entry.Key.Span));
        }
        return packets;
    }

    private static List<BandSpec> Bands(Draft draft, DiagnosticBag bag)
    {
        var bands = new List<BandSpec>();
        foreach (var entry in draft.Entries("bands")?.Entries ?? [])
        {
            var words = entry.Key.Value.Split(' ');
            if (words.Length != 2 || !byte.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                bag.Add("GP1009", $"'{entry.Key.Value}' must be the number of a band and its name", entry.Key.Span);
            else if (Shapes.Text(entry.Value, words[1], bag) is { } doc)
                bands.Add(new BandSpec(number, words[1], doc.Value, entry.Key.Span));
        }
        return bands;
    }

    private static List<LimitSpec> Limits(Draft draft, DiagnosticBag bag)
    {
        var limits = new List<LimitSpec>();
        foreach (var entry in draft.Entries("limits")?.Entries ?? [])
        {
            if (Shapes.Text(entry.Value, entry.Key.Value, bag) is not { } text)
                continue;
            var numbers = text.Value.Split(',');
            if (numbers.Length == 2 && Number(numbers[0], out var write) && Number(numbers[1], out var read))
                limits.Add(new LimitSpec(entry.Key.Value, write, read, entry.Key.Span));
            else
                bag.Add("GP1009", $"'{text.Value}' must be the most that is written and the most that is read: '65520, 65523'", text.Span);
        }
        return limits;
    }

    private static bool Number(string text, out int number) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

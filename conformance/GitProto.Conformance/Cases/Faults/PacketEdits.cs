using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Changes one part of a line, whatever words stand around it. Null where the line has no such part.</summary>
internal static class PacketEdits
{
    private static readonly byte[] Ends = " \0\n"u8.ToArray();

    /// <summary>A packet of a band comes in another.</summary>
    public static FaultAction? InBand(byte[] packet, byte band) => new(PacketBytes.Data([band, .. packet.AsSpan(PacketBytes.Digits + 1)]));

    /// <summary>Arguments stand in front of what an archive is asked for with.</summary>
    public static FaultAction? Arguments(byte[] packet, IEnumerable<ByteString> arguments) =>
        new([.. PacketBytes.Of(new ArchiveRequest { Arguments = [.. arguments] }, Role.Client)[..^PacketBytes.Digits], .. packet]);

    /// <summary>The first of a byte becomes something else.</summary>
    public static FaultAction? Changed(byte[] packet, byte first, ReadOnlySpan<byte> with)
    {
        var payload = packet.AsSpan(PacketBytes.Digits);
        return payload.IndexOf(first) is >= 0 and var at ? new(PacketBytes.Data([.. payload[..at], .. with, .. payload[(at + 1)..]])) : null;
    }

    /// <summary>Something more at the end of a line.</summary>
    public static FaultAction? Longer(byte[] packet, ReadOnlySpan<byte> more) => new(PacketBytes.Data([.. PacketBytes.Chomp(packet.AsSpan(PacketBytes.Digits)), .. more, (byte)'\n']));

    /// <summary>One word of a line becomes another. Words end at a blank, a NUL or the LF.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="number">Which word, from 0.</param>
    /// <param name="with">What stands there then.</param>
    /// <param name="was">How the word has to begin.</param>
    public static FaultAction? Word(byte[] packet, int number, ReadOnlySpan<byte> with, ReadOnlySpan<byte> was = default)
    {
        var (start, length) = (PacketBytes.Digits, LengthOfWord(packet, PacketBytes.Digits));
        for (; number > 0; number--)
        {
            start += length + 1;
            if (start >= packet.Length || packet[start - 1] != (byte)' ')
                return null;
            length = LengthOfWord(packet, start);
        }
        return packet.AsSpan(start).StartsWith(was) ? new(PacketBytes.Data([.. packet.AsSpan(PacketBytes.Digits, start - PacketBytes.Digits), .. with, .. packet.AsSpan(start + length)])) : null;
    }

    /// <summary>All behind the last blank of a line, or another separator, becomes something else.</summary>
    public static FaultAction? LastWord(byte[] packet, ReadOnlySpan<byte> with, char separator = ' ')
    {
        var line = PacketBytes.Chomp(packet.AsSpan(PacketBytes.Digits));
        return line.LastIndexOf((byte)separator) is >= 0 and var at ? new(PacketBytes.Data([.. line[..(at + 1)], .. with, (byte)'\n'])) : null;
    }

    /// <summary>A line comes many times, each a little different.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="count">How many times.</param>
    /// <param name="edit">Makes one of them.</param>
    public static FaultAction? Many(byte[] packet, int count, Func<int, FaultAction?> edit)
    {
        using var all = new MemoryStream();
        for (var number = 0; number < count; number++)
        {
            if (edit(number) is not { } one)
                return null;
            all.Write(one.Bytes);
        }
        all.Write(packet);
        return new(all.ToArray());
    }

    private static int LengthOfWord(byte[] packet, int start) => packet.AsSpan(start).IndexOfAny(Ends) is >= 0 and var length ? length : packet.Length - start;
}

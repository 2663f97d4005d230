using System.Globalization;
using System.Text;

namespace GitProto.Protocol.Tests.Recordings;

/// <summary>A framing walk that owes nothing to the runtime, so that the fixtures are checked by other code than they check.</summary>
internal static class RecordedPackets
{
    /// <summary>Counts the packets at the start of <paramref name="bytes"/>; <paramref name="rest"/> is what follows them, and is no packet.</summary>
    public static int Count(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> rest)
    {
        var count = 0;
        for (rest = bytes; TryLength(rest, out var length); count++)
            rest = rest[length..];
        return count;
    }

    private static bool TryLength(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        if (bytes.Length < 4 || !int.TryParse(Encoding.Latin1.GetString(bytes[..4]), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var said))
            return false;
        length = Math.Max(said, 4);
        return said != 3 && length <= bytes.Length;
    }
}

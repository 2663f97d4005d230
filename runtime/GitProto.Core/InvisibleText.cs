using System.Text;

namespace GitProto;

/// <summary>The characters that HFS+ leaves out when it compares file names.</summary>
internal static class InvisibleText
{
    /// <summary>Drops them.</summary>
    /// <returns>False if there are none.</returns>
    public static bool TryStrip(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> visible)
    {
        visible = text;
        if (text.IndexOfAnyInRange((byte)0x80, (byte)0xff) < 0)
            return false;
        var bytes = new byte[text.Length];
        var length = 0;
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(text, out var rune, out var used);
            if (status != System.Buffers.OperationStatus.Done || !IsInvisible(rune.Value))
            {
                text[..used].CopyTo(bytes.AsSpan(length));
                length += used;
            }
            text = text[used..];
        }
        if (length == bytes.Length)
            return false;
        visible = bytes.AsSpan(0, length);
        return true;
    }

    private static bool IsInvisible(int value) =>
        value is (>= 0x200c and <= 0x200f) or (>= 0x202a and <= 0x202e) or (>= 0x206a and <= 0x206f) or 0xfeff;
}

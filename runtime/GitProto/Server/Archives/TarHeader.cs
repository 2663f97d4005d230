using System.Text;

namespace GitProto.Server;

/// <summary>One header of a tar, 512 bytes, as git fills it in.</summary>
/// <remarks>Source: POSIX pax "ustar Interchange Format"; git-archive.</remarks>
internal sealed class TarHeader
{
    /// <summary>Bytes of a header, and what everything is rounded up to.</summary>
    public const int Length = 512;

    /// <summary>Bytes of the name.</summary>
    public const int NameLength = 100;

    /// <summary>Bytes of what stands before the name, with a slash in between.</summary>
    public const int PrefixLength = 155;

    /// <summary>The largest size and the latest time that fit.</summary>
    public const long MaxNumber = 0x1_FFFF_FFFF;

    private const int LinkAt = 157;
    private const int PrefixAt = 345;
    private readonly byte[] bytes = new byte[Length];

    /// <summary>Makes a header.</summary>
    /// <param name="type">The kind of entry.</param>
    /// <param name="mode">The mode, of which the lower 12 bits count.</param>
    /// <param name="size">Bytes that follow.</param>
    /// <param name="time">When it was changed, in seconds since 1970.</param>
    public TarHeader(char type, int mode, long size, long time)
    {
        Text(100, Octal(mode & 0xFFF, 7));
        Text(108, Octal(0, 7));
        Text(116, Octal(0, 7));
        Text(124, Octal(size, 11));
        Text(136, Octal(time, 11));
        bytes[156] = (byte)type;
        Text(257, "ustar\0" + "00root");
        Text(297, "root");
        Text(329, Octal(0, 7));
        Text(337, Octal(0, 7));
    }

    /// <summary>Sets the name.</summary>
    public void SetName(ReadOnlySpan<byte> name) => name.CopyTo(bytes);

    /// <summary>Sets what stands before the name.</summary>
    public void SetPrefix(ReadOnlySpan<byte> prefix) => prefix.CopyTo(bytes.AsSpan(PrefixAt));

    /// <summary>Sets where a link leads.</summary>
    public void SetLink(ReadOnlySpan<byte> link) => link.CopyTo(bytes.AsSpan(LinkAt));

    /// <summary>The bytes, with their sum filled in.</summary>
    public byte[] Finish()
    {
        var sum = 8 * ' ';
        foreach (var value in bytes)
            sum += value;
        Text(148, Octal(sum, 7));
        return bytes;
    }

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');

    private void Text(int at, string text) => Encoding.ASCII.GetBytes(text, bytes.AsSpan(at));
}

using System.Text;

namespace GitProto.Tracing;

/// <summary>A line of a log of packets.</summary>
/// <param name="Number">The line, counted from 1.</param>
/// <param name="Program">The program that wrote or read the packet, as git calls it.</param>
/// <param name="Received">True if the program read it.</param>
/// <param name="Payload">The payload, its escapes undone; line feeds are not in a log.</param>
internal sealed record LogLine(int Number, string Program, bool Received, byte[] Payload)
{
    private const string Mark = "packet:";

    /// <summary>Reads a line: a time and a place, or neither, the mark, a program, the direction, and the packet.</summary>
    /// <returns>Null for a line that tells of no packet.</returns>
    public static LogLine? Read(int number, ReadOnlySpan<byte> line)
    {
        var mark = Encoding.ASCII.GetBytes(Mark);
        var at = line.IndexOf(mark);
        if (at < 0 || (at > 0 && line[at - 1] != (byte)' '))
            return null;
        var rest = line[(at + mark.Length)..].TrimStart((byte)' ');
        var direction = rest.IndexOfAny((byte)'<', (byte)'>');
        if (direction <= 0 || rest[..direction].Contains((byte)' ') || rest.Length < direction + 2 || rest[direction + 1] != (byte)' ')
            return null;
        return new LogLine(number, Encoding.ASCII.GetString(rest[..direction]), rest[direction] == (byte)'<', Unescape(rest[(direction + 2)..]));
    }

    /// <summary>True if a line of these bytes tells of a packet.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => Read(0, line) is not null;

    /// <summary>
    /// Undoes the escapes of bytes that cannot be printed: a backslash and as few octal digits as the number has. A backslash that was in the packet is not escaped; and a
    /// band at the beginning is one digit, whatever follows it.
    /// </summary>
    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = text[i] == (byte)'\\' ? Digits(text[(i + 1)..], isFirst: i == 0, out var value) : Digits([], false, out value);
            bytes.Add(length > 0 ? value : text[i]);
            i += length + 1;
        }
        return [.. bytes];
    }

    private static int Digits(ReadOnlySpan<byte> text, bool isFirst, out byte value)
    {
        value = 0;
        if (isFirst && text is [>= (byte)'1' and <= (byte)'3', ..])
        {
            value = (byte)(text[0] - '0');
            return 1;
        }
        for (var length = 3; length > 0; length--)
        {
            if (text.Length >= length && Octal(text[..length]) is { } number && Fits(number, length))
            {
                value = (byte)number;
                return length;
            }
        }
        return 0;
    }

    private static int? Octal(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return null;
            number = (8 * number) + (digit - '0');
        }
        return number;
    }

    /// <summary>True for a byte that a log escapes, in as many digits.</summary>
    private static bool Fits(int number, int length) => length switch { 1 => number < 8, 2 => number is >= 8 and < 0x20, _ => number is >= 0x7f and <= byte.MaxValue };
}

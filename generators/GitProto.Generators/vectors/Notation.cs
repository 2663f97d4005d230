using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GitProto.Vectors;

/// <summary>The notation of examples: <c>@a1</c> is an id of the width of the case, <c>PACK...</c> at the end an empty pack.</summary>
internal static class Notation
{
    private const string Pack = "PACK...";

    public static string Fill(string text, ObjectFormat format)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '@' && at + 1 < text.Length && text[at + 1] == '@')
            {
                filled.Append('@');
                at += 2;
            }
            else if (IsId(text, at))
            {
                filled.Insert(filled.Length, text.Substring(at + 1, 2), Width(format) / 2);
                at += 3;
            }
            else
            {
                filled.Append(text[at++]);
            }
        }
        return filled.ToString();
    }

    public static byte[] Bytes(string text, ObjectFormat format)
    {
        var isPack = text.EndsWith(Pack, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(Fill(isPack ? text[..^Pack.Length] : text, format));
        return isPack ? [.. bytes, .. EmptyPack(format)] : bytes;
    }

    /// <summary>A data packet around some bytes.</summary>
    public static byte[] Packet(byte[] payload) => [.. Encoding.ASCII.GetBytes((payload.Length + 4).ToString("x4", CultureInfo.InvariantCulture)), .. payload];

    private static int Width(ObjectFormat format) => format == ObjectFormat.Sha1 ? 40 : 64;

    private static bool IsId(string text, int at) => text[at] == '@' && at + 3 <= text.Length
        && char.IsAsciiHexDigitLower(text[at + 1]) && char.IsAsciiHexDigitLower(text[at + 2]) && (at + 3 == text.Length || !char.IsLetterOrDigit(text[at + 3]));

    private static byte[] EmptyPack(ObjectFormat format)
    {
        byte[] head = [.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 0];
#pragma warning disable CA5350 // SHA-1 is what git's packs end with.
        return [.. head, .. format == ObjectFormat.Sha1 ? SHA1.HashData(head) : SHA256.HashData(head)];
#pragma warning restore CA5350
    }
}

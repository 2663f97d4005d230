using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using GitProto.Spec.Text;

namespace GitProto.Spec.Examples;

/// <summary>The notation of examples: escapes, <c>@a1</c> for an object id of any width, <c>PACK...</c> for an empty pack.</summary>
internal static class ExampleText
{
    public const string Pack = "PACK...";

    private static readonly byte[] PackHead = [(byte)'P', (byte)'A', (byte)'C', (byte)'K', 0, 0, 0, 2, 0, 0, 0, 0];

    private static readonly byte[] Sha1OfEmptyPack =
    [
        0x02, 0x9d, 0x08, 0x82, 0x3b, 0xd8, 0xa8, 0xea, 0xb5, 0x10, 0xad, 0x6a, 0xc7, 0x5c, 0x82, 0x3c, 0xfd, 0x3e, 0xd3, 0x1e,
    ];

    public static byte[] Bytes(string text, int hexWidth)
    {
        var bytes = new List<byte>(text.Length);
        var end = text.EndsWith(Pack, StringComparison.Ordinal) ? text.Length - Pack.Length : text.Length;
        for (var at = 0; at < end;)
            at += One(text, at, end, hexWidth, bytes);
        if (end < text.Length)
            bytes.AddRange(EmptyPack(hexWidth));
        return [.. bytes];
    }

    /// <summary>Fills <c>@a1</c> in a text of a value.</summary>
    public static string Fill(string text, int hexWidth)
    {
        if (text.IndexOf('@') < 0)
            return text;
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (IsId(text, at, text.Length))
            {
                filled.Append(Id(text, at, hexWidth));
                at += 3;
            }
            else
            {
                filled.Append(text[at++]);
            }
        }
        return filled.ToString();
    }

    public static byte[] EmptyPack(int hexWidth)
    {
        if (hexWidth == 40)
            return [.. PackHead, .. Sha1OfEmptyPack];
        using var sha256 = SHA256.Create();
        return [.. PackHead, .. sha256.ComputeHash(PackHead)];
    }

    private static int One(string text, int at, int end, int hexWidth, List<byte> bytes)
    {
        if (text[at] == '\\' && Escapes.Read(text, at, end, out var value) is var width and > 0)
        {
            bytes.Add(value);
            return width;
        }
        if (IsId(text, at, end))
        {
            bytes.AddRange(Encoding.ASCII.GetBytes(Id(text, at, hexWidth)));
            return 3;
        }
        var length = char.IsHighSurrogate(text[at]) && at + 1 < end ? 2 : 1;
        bytes.AddRange(Encoding.UTF8.GetBytes(text.Substring(at, length)));
        return length;
    }

    /// <summary>An id is <c>@</c>, two hex digits, and no letter or digit behind them.</summary>
    private static bool IsId(string text, int at, int end) =>
        text[at] == '@' && at + 3 <= end && IsHex(text[at + 1]) && IsHex(text[at + 2]) && (at + 3 == end || !char.IsLetterOrDigit(text[at + 3]));

    private static string Id(string text, int at, int hexWidth) =>
        string.Concat(Enumerable.Repeat(text.Substring(at + 1, 2), hexWidth / 2));

    private static bool IsHex(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f');
}

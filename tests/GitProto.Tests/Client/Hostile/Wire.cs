using System.Globalization;
using System.Text;

namespace GitProto.Tests;

/// <summary>Bytes of a server that says whatever a test wants. <c>@a1</c> stands for an id of that digit, <c>0000</c> to <c>0002</c> alone for the packet.</summary>
internal static class Wire
{
    public static readonly string A = new('a', 40);
    public static readonly string B = new('b', 40);
    private static readonly string[] Special = ["0000", "0001", "0002", "0003", "0004"];

    /// <summary>The greeting of a v2 server.</summary>
    public static byte[] V2Greeting => Lines("version 2\n", "agent=x\n", "ls-refs=unborn\n", "fetch=shallow wait-for-done filter\n", "server-option\n", "object-format=sha1\n", "0000");

    /// <summary>Packets, each with its length.</summary>
    public static byte[] Lines(params string[] lines) => Join([.. lines.Select(line => Special.Contains(line) ? Encoding.ASCII.GetBytes(line) : Line(Bytes(line)))]);

    /// <summary>One packet.</summary>
    public static byte[] Line(byte[] payload) => Join(Encoding.ASCII.GetBytes((payload.Length + 4).ToString("x4", CultureInfo.InvariantCulture)), payload);

    /// <summary>One packet of a band.</summary>
    public static byte[] Band(int band, byte[] payload) => Line([(byte)band, .. payload]);

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>Each character is one byte.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Cuts a stream of packets into packets.</summary>
    public static List<byte[]> Packets(byte[] stream)
    {
        var packets = new List<byte[]>();
        for (var at = 0; at < stream.Length;)
        {
            var length = int.Parse(Encoding.ASCII.GetString(stream, at, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            length = Math.Max(4, length);
            packets.Add(stream[at..(at + length)]);
            at += length;
        }
        return packets;
    }
}

using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Packets as bytes, their digits in front: those of messages, and those that are none.</summary>
internal static class PacketBytes
{
    /// <summary>How many digits stand in front of a packet.</summary>
    public const int Digits = 4;

    /// <summary>The digits of a length.</summary>
    public static byte[] Header(int length) => Encoding.ASCII.GetBytes(length.ToString("x4", CultureInfo.InvariantCulture));

    /// <summary>A packet that holds something.</summary>
    public static byte[] Data(ReadOnlySpan<byte> payload) => [.. Header(Digits + payload.Length), .. payload];

    /// <summary>A packet that holds nothing.</summary>
    public static byte[] Special(PacketKind kind) => Header(Framing.LengthOf(kind));

    /// <summary>The text of a line, without its LF.</summary>
    public static ReadOnlySpan<byte> Chomp(ReadOnlySpan<byte> line) => line is [.. var text, (byte)'\n'] ? text : line;

    /// <summary>Takes bytes that are all packets apart.</summary>
    public static IReadOnlyList<byte[]> Cut(ReadOnlySpan<byte> bytes)
    {
        var packets = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            var length = Math.Max(Digits, int.Parse(bytes[..Digits], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            packets.Add(bytes[..length].ToArray());
            bytes = bytes[length..];
        }
        return packets;
    }

    /// <summary>All packets of a message, whoever may send it when.</summary>
    public static byte[] Of(IWireMessage message, Role sender)
    {
        using var bytes = new MemoryStream();
        var pipe = PipeWriter.Create(bytes, new StreamPipeWriterOptions(leaveOpen: true));
        message.Write(new PacketWriter(pipe, new WireContext { ChecksGates = false }, sender));
        pipe.Complete();
        return bytes.ToArray();
    }
}

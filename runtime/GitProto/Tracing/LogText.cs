using System.Text;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>What can be told of a packet in a log.</summary>
internal static class LogText
{
    /// <summary>What stands in a log in place of a pack.</summary>
    public static ReadOnlySpan<byte> Pack => "PACK ..."u8;

    public static bool IsPack(LogLine line) => line.Payload.AsSpan().SequenceEqual(Pack);

    /// <summary>The kind of a packet that is only its digits; data for any other.</summary>
    public static PacketKind KindOf(LogLine line)
    {
        foreach (var kind in new[] { PacketKind.Flush, PacketKind.Delim, PacketKind.ResponseEnd })
        {
            if (Encoding.ASCII.GetString(line.Payload) == PacketText.Of(new ObservedPacket(Role.Client, kind, 0, 0, default, 0)))
                return kind;
        }
        return PacketKind.Data;
    }

    /// <summary>True if a server's packet begins a conversation: an advertisement, whose first line names a version or capabilities.</summary>
    public static bool IsGreeting(LogLine line) =>
        KindOf(line) == PacketKind.Data && (IsVersion(line) || IsVersion1(line) || (line.Payload.AsSpan().Contains((byte)0) && Fits(FetchV0Flow.Table, Role.Server, line.Payload)));

    /// <summary>True if a server's packet says which version comes.</summary>
    public static bool IsVersion(LogLine line) =>
        Fits(UploadPackV2Flow.Table, Role.Server, line.Payload) && !Fits(FetchV0Flow.Table, Role.Server, line.Payload);

    /// <summary>True for the request line of git://.</summary>
    public static bool IsRequest(LogLine line) => line.Payload.AsSpan().Contains((byte)0) && Fits(ConnectFlow.Table, Role.Client, line.Payload);

    /// <summary>The service that an advertisement over HTTP is headed with; null for any other packet.</summary>
    public static SmartHttpService? HeadedService(LogLine line)
    {
        ReadError error = default;
        return ServiceHeader.Starts(new Packet(PacketKind.Data, line.Payload), new WireContext(), ref error)
            ? SmartHttpService.All.FirstOrDefault(one => Encoding.UTF8.GetString(line.Payload).EndsWith(one.Media.Service.ToString()!, StringComparison.Ordinal)) : null;
    }

    /// <summary>Adds a packet as it was on the wire, as far as the log tells.</summary>
    public static void Add(PacketBytes bytes, LogLine line)
    {
        if (KindOf(line) is not PacketKind.Data and var kind)
            bytes.AddSpecial(kind);
        else if (line.Payload is [(byte)Band.Data, .. var inner] && LinePackets.Read(inner) is { } nested)
            bytes.AddLine([(byte)Band.Data, .. nested]);
        else
            bytes.AddLine(line.Payload);
    }

    private static bool IsVersion1(LogLine line)
    {
        ReadError error = default;
        return AdvertisementLines.VersionLine.TryRead(line.Payload, new WireContext { ChecksGates = false }, ref error, out _);
    }

    private static bool Fits(IFlow flow, Role sender, byte[] payload)
    {
        try
        {
            return flow.Fits(flow.Start, sender, new Packet(PacketKind.Data, payload), new WireContext { ChecksGates = false });
        }
        catch (GitProtoException)
        {
            return false;
        }
    }
}

using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows of the first packet of git://: extras, hosts and paths.</summary>
internal static class RequestRows
{
    private const string Rule = "git-proto-request.request-ends";
    private const string Host = "git-proto-request.host-cleaned";
    private static readonly Func<PacketKey, Role, bool> Request = Targets.Line(Elements.GitProtoRequestRequest);

    /// <summary>All of them. A server may hang up on each, and has to serve on.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        Of("W12", "control", Rule, "has a control character in its path", packet => PacketEdits.Changed(packet, 0, "\x1b\0"u8)),
        Of("W13", "no-end", Rule, "does not end with its NUL", packet => new(PacketBytes.Data(packet.AsSpan(PacketBytes.Digits, packet.Length - PacketBytes.Digits - 1)))),
        Of("W13", "no-host", Rule, "has an extra in the place of its host", packet => new(PacketBytes.Data([.. Path(packet), .. "\0foo=bar\0"u8]))),
        Of("W13", "host-twice", "git-proto-request.host-first", "has its host twice", packet => new(PacketBytes.Data([.. packet.AsSpan(PacketBytes.Digits), .. Tail(packet)]))),
        Of("W13", "many-extras", "git-proto-request.unknown-extras", "has five thousand extras", packet => new(PacketBytes.Data([.. packet.AsSpan(PacketBytes.Digits), 0, .. Enumerable.Repeat("zzz=1\0"u8.ToArray(), 5000).SelectMany(one => one)]))),
        Of("R15", "two-slashes", Rule, "has two slashes in front of its path", packet => PacketEdits.Changed(packet, (byte)'/', "//"u8)),
        Of("R15", "dot", Rule, "has a dot in its path", packet => PacketEdits.Changed(packet, (byte)'/', "/./"u8)),
        Of("R15", "up-and-down", Rule, "leaves its directory and comes back", packet => PacketEdits.Changed(packet, (byte)'/', "/x/../"u8)),
        Of("R15", "up", Rule, "leads out of what is served", packet => PacketEdits.Changed(packet, (byte)'/', "/../../../../../../../.."u8), FaultEffect.Wrong),
        Of("R15", "long", Rule, "has a path of five thousand bytes", packet => PacketEdits.Changed(packet, (byte)'/', [(byte)'/', .. Enumerable.Repeat("./"u8.ToArray(), 2500).SelectMany(one => one)])),
        Of("R16", "host-up", Host, "has a host that leads upwards", packet => WithHost(packet, "../../x"u8)),
        Of("R16", "host-dots", Host, "has a host of dots", packet => WithHost(packet, ".."u8)),
        Of("R16", "host-slashes", Host, "has slashes in its host", packet => WithHost(packet, @"a/../b\c"u8)),
        Of("R16", "host-long", Host, "has a host of four thousand bytes", packet => WithHost(packet, Enumerable.Repeat((byte)'a', 4000).ToArray())),
    ];

    private static Fault Of(string row, string name, string rule, string title, Func<byte[], FaultAction?> apply, FaultEffect effect = FaultEffect.Surplus) =>
        HostileFaults.Of(row, name, rule, title, Request, apply, effect);

    private static ReadOnlySpan<byte> Path(byte[] packet) => packet.AsSpan(PacketBytes.Digits, packet.AsSpan().IndexOf((byte)0) - PacketBytes.Digits);

    private static ReadOnlySpan<byte> Tail(byte[] packet) => packet.AsSpan(packet.AsSpan().IndexOf((byte)0) + 1);

    private static FaultAction? WithHost(byte[] packet, ReadOnlySpan<byte> host)
    {
        var tail = Tail(packet);
        var value = tail.IndexOf((byte)'=') + 1;
        var end = tail[value..].IndexOf((byte)0);
        return value > 0 && end > 0 ? new(PacketBytes.Data([.. Path(packet), 0, .. tail[..value], .. host, .. tail[(value + end)..]])) : null;
    }
}

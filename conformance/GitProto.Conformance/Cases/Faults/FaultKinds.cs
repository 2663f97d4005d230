using System.Text;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>All ways to send a packet wrong: those that are tried in every state, and those of <see cref="LineFaults"/>.</summary>
internal static class FaultKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("not-hex", "pkt-line.no-other-digits", "has a letter in its length that is no hex digit", Any, packet => new([(byte)'x', .. packet[1..]])),
        new("length-3", "pkt-line.no-0003", "has the length 3", Any, packet => new([.. PacketBytes.Header(3), .. packet[PacketBytes.Digits..]])),
        new("over-long", "pkt-line.write-limit", "is longer than any may be", Data, packet => new([.. PacketBytes.Header(Framing.MaxPacketRead + 1), .. packet[PacketBytes.Digits..], .. new byte[Framing.MaxPacketRead + 1 - packet.Length]]), FaultEffect.Surplus),
        new("cut-within", "pkt-line.cut-stream", "ends in its middle, and with it the stream", Data, packet => new(packet[..(packet.Length / 2)], Ends: true), FaultEffect.Cut),
        new("cut-before", "pkt-line.cut-stream", "does not come; the stream ends in front of it", Any, _ => new([], Ends: true), FaultEffect.Cut),
        new("upper-case", "pkt-line.either-case", "has its length in capital digits", Data, packet => packet.AsSpan(0, PacketBytes.Digits).ContainsAnyInRange((byte)'a', (byte)'f') ? new([.. Upper(packet), .. packet[PacketBytes.Digits..]]) : null, FaultEffect.None),
        new("newline", "pkt-line.newline-or-not", "has no LF where it had one, and one where it had none", Line, Toggle, FaultEffect.None),
        new("nul", "pkt-line.unknown-line", "has a NUL at the end of its text", Line, packet => new(PacketBytes.Data([.. PacketBytes.Chomp(packet.AsSpan(PacketBytes.Digits)), 0])), FaultEffect.AnotherMeaning) { Also = ["pkt-line.no-nul"] },
        new("strange", "pkt-line.unknown-line", "is a line that no grammar knows", Text, _ => new(PacketBytes.Data("zzz ?"u8)), FaultEffect.AnotherMeaning),
        new("outside", "push-request.under-refs", "moves what is not under refs/", (key, _) => key.Element == Elements.PushRequestUpdate, Outside),
        new("empty-before", "pkt-line.no-empty-data", "has an empty packet in front of it", Any, packet => new([.. PacketBytes.Data([]), .. packet]), FaultEffect.AnotherMeaning),
        new("left-out", "pkt-line.in-order", "is left out", Any, _ => new([]), FaultEffect.AnotherMeaning),
        new("twice", "pkt-line.in-order", "comes twice", Any, packet => new([.. packet, .. packet]), FaultEffect.Surplus),
        new("delim", "pkt-line.in-order", "is 0001 in place of 0000", Kind(PacketKind.Flush), _ => new(PacketBytes.Special(PacketKind.Delim)), FaultEffect.AnotherMeaning) { Also = ["pkt-line.delim-in-v2"] },
        new("flush", "pkt-line.in-order", "is 0000 in place of 0001", Kind(PacketKind.Delim), _ => new(PacketBytes.Special(PacketKind.Flush)), FaultEffect.Surplus),
        new("response-end", "pkt-line.no-response-end", "is 0002 in place of 0000", (key, sender) => sender == Role.Server && key.Kind == PacketKind.Flush, _ => new(PacketBytes.Special(PacketKind.ResponseEnd))) { Also = ["http.response-end"] },
        new("response-end", "upload-pack-v2.response-end", "is 0002 in place of 0000", (key, sender) => sender == Role.Client && key.Kind == PacketKind.Flush, _ => new(PacketBytes.Special(PacketKind.ResponseEnd))),
        new("refused", "error.shown", "is an error in its place, behind which the stream ends", (key, sender) => sender == Role.Server && key.Band == 0, _ => new(PacketBytes.Of(new Error { Err = Words }, Role.Server), Ends: true)),
        new("band-9", "pkt-line.unknown-band", "has a band that nobody knows", Targets.Banded, packet => PacketEdits.InBand(packet, 9)),
        new("no-band", "pkt-line.no-empty-band", "has no band", Targets.Banded, _ => new(PacketBytes.Data([]))),
        new("empty-band", "pkt-line.empty-band", "has an empty one of its band in front of it", Targets.Banded, packet => new([.. PacketBytes.Data([packet[PacketBytes.Digits]]), .. packet]), FaultEffect.None),
        new("fatal", "pkt-line.fatal-ends", "is the server's last words in band 3", Targets.Banded, _ => new(PacketBytes.Data([(byte)Band.Fatal, .. Words.Span, (byte)'\n']), Ends: true)),
        new("no-pack", "sideband-pack.flush-ends", "does not come, though it ends the pack's bands", (key, sender) => sender == Role.Server && key is { Kind: PacketKind.Flush, Element: 0 }, _ => new([], Ends: true), FaultEffect.Cut),
        .. LineFaults.All,
    ];

    /// <summary>What a server says that gives up.</summary>
    public static ByteString Words { get; } = "this server gives up on purpose";

    private static bool Any(PacketKey key, Role sender) => true;

    private static bool Data(PacketKey key, Role sender) => key.Kind == PacketKind.Data;

    private static bool Text(PacketKey key, Role sender) => key is { Kind: PacketKind.Data, Element: > 0 };

    // The request of git:// is strings that end in NUL, and no line of text.
    private static bool Line(PacketKey key, Role sender) => Text(key, sender) && key.Element != Elements.GitProtoRequestRequest;

    private static Func<PacketKey, Role, bool> Kind(PacketKind kind) => (key, _) => key.Kind == kind;

    private static FaultAction? Toggle(byte[] packet) =>
        new(packet[^1] == '\n' ? PacketBytes.Data(packet.AsSpan(PacketBytes.Digits, packet.Length - PacketBytes.Digits - 1)) : PacketBytes.Data([.. packet[PacketBytes.Digits..], (byte)'\n']));

    private static FaultAction? Outside(byte[] packet)
    {
        var wrong = packet.ToArray();
        var slash = wrong.AsSpan().IndexOf("refs/"u8) + "refs".Length;
        (wrong[slash], wrong[slash + "/heads".Length]) = ((byte)'-', (byte)'-');
        return new(wrong);
    }

    private static byte[] Upper(byte[] packet) => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(packet, 0, PacketBytes.Digits).ToUpperInvariant());
}

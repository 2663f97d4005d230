using System.Globalization;
using System.Text;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Hostile;

/// <summary>Rows W: lengths, packets and lines.</summary>
internal static class WireRows
{
    private const int Many = 100_000;

    // First lines of either side: what comes before them is read by whoever starts the service.
    private static readonly Func<PacketKey, Role, bool> Either = Targets.Line(Elements.AdvertisementRef, Elements.V2AdvertisementVersion, Elements.UploadRequestWant, Elements.LsRefsRequestCommand, Elements.FetchRequestCommand, Elements.PushRequestUpdate);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        Digits("minus", "-001"),
        Digits("minus-more", "-0ff"),
        Digits("plus", "+004"),
        Digits("blank-before", " 004"),
        Digits("blank-behind", "004 "),
        Digits("prefix", "0x04"),
        Digits("underscore", "00_4"),
        Digits("letter", "00g0"),
        Digits("nuls", "\0\0\0\0"),
        HostileFaults.Of("W01", "longest", "pkt-line.write-limit", "has the length ffff, and the stream ends in it", Either, packet => new([.. "ffff"u8, .. packet[PacketBytes.Digits..]], Ends: true)),
        HostileFaults.Of("W02", "empty", "pkt-line.no-empty-data", "is an empty packet", Either, _ => new(PacketBytes.Data([])), FaultEffect.AnotherMeaning),

        HostileFaults.Of("W03", "no-nul", "advertisement.capabilities-first", "has no NUL and nothing behind it", Targets.Line(Elements.AdvertisementRef), WithoutOffer, FaultEffect.AnotherMeaning),
        HostileFaults.Of("W03", "nul-last", "advertisement.capabilities-first", "ends with its NUL", Targets.Line(Elements.AdvertisementRef), packet => Until(packet, packet.AsSpan().IndexOf((byte)0) + 1), FaultEffect.AnotherMeaning),
        HostileFaults.Of("W03", "format-cut", "advertisement.whole-words", "ends in the middle of the object format", Targets.Line(Elements.AdvertisementRef), packet => Until(packet, packet.AsSpan().IndexOf("=sha1"u8) + 1), FaultEffect.AnotherMeaning),

        HostileFaults.Of("W04", "band-0", "pkt-line.unknown-band", "has band 0", Targets.Of(Band.Data), packet => PacketEdits.InBand(packet, 0)),
        HostileFaults.Of("W04", "band-255", "pkt-line.unknown-band", "has band 255", Targets.Of(Band.Data), packet => PacketEdits.InBand(packet, 255)),

        HostileFaults.Of("W06", "same-offer", "advertisement.whole-words", "says a thousand times where a ref that it never names points", Targets.Line(Elements.AdvertisementRef), ManyLinks, FaultEffect.Surplus),
        HostileFaults.Of("W07", "long-id", "object-format.first-counts", "has an id of another format", Targets.Line(Elements.AdvertisementRef), packet => packet.AsSpan().Contains((byte)0) ? null : PacketEdits.Word(packet, 0, Repeated("0"u8, 64)), FaultEffect.AnotherMeaning),

        HostileFaults.Of("W08", "version-20", "v2-advertisement.wrong-version", "says version 20", Targets.Line(Elements.V2AdvertisementVersion, Elements.AdvertisementVersion), packet => PacketEdits.LastWord(packet, "20"u8), FaultEffect.AnotherMeaning),
        HostileFaults.Of("W08", "version-more", "v2-advertisement.wrong-version", "says something behind the version", Targets.Line(Elements.V2AdvertisementVersion, Elements.AdvertisementVersion), packet => PacketEdits.Longer(packet, " x"u8), FaultEffect.AnotherMeaning),
        HostileFaults.Of("W08", "two-newlines", "pkt-line.one-newline", "ends with two LF", Targets.Line(Elements.V2AdvertisementVersion, Elements.AdvertisementVersion, Elements.LsRefsRequestCommand, Elements.FetchRequestCommand), packet => PacketEdits.Longer(packet, "\n"u8), FaultEffect.AnotherMeaning),
        HostileFaults.Of("W08", "command-longer", "upload-pack-v2.offered-command", "names a command that begins like one that is offered", Targets.Line(Elements.LsRefsRequestCommand, Elements.FetchRequestCommand), packet => PacketEdits.Longer(packet, "=x"u8), FaultEffect.AnotherMeaning),

        HostileFaults.Of("W09", "error", "error.last-words", "is an error in its place", Targets.Line(Elements.UploadRequestWant, Elements.FetchRequestCommand, Elements.LsRefsRequestCommand), _ => new(PacketBytes.Of(new Error { Err = FaultKinds.Words }, Role.Client), Ends: true), FaultEffect.AnotherMeaning),
        HostileFaults.Of("W09", "error-in-band", "error.not-in-bands", "has an error in front of it, in its band", Targets.Of(Band.Progress), packet => new([.. PacketBytes.Data([(byte)Band.Progress, .. PacketBytes.Of(new Error { Err = FaultKinds.Words }, Role.Server).AsSpan(PacketBytes.Digits)]), .. packet]), FaultEffect.None),

        HostileFaults.Of("W12", "control", "agent.one-word", "has control characters in a value of its capabilities", Targets.Line(Elements.UploadRequestWant, Elements.PushRequestUpdate), packet => PacketEdits.Longer(packet, " zzz=\x1b[2J\x7f"u8), FaultEffect.Surplus),
        HostileFaults.Of("W14", "silent-bands", "pkt-line.empty-band", "has a hundred thousand empty ones of its band in front of it", Targets.Of(Band.Progress), packet => new([.. Repeated(PacketBytes.Data([(byte)Band.Progress]), Many), .. packet]), FaultEffect.Surplus),
        HostileFaults.Of("W14", "many-capabilities", "v2-advertisement.unknown-ignored", "has a hundred thousand capabilities in front of it", Targets.Line(Elements.V2AdvertisementCapability), packet => PacketEdits.Many(packet, Many, number => new(PacketBytes.Data(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"zzz-{number}\n"))))), FaultEffect.Surplus),
        HostileFaults.Of("W14", "many-naks", "acknowledgment.plain-nak", "comes a hundred thousand times", Targets.Line(Elements.AcknowledgmentNak), packet => new(Repeated(packet, Many)), FaultEffect.Surplus),

        .. Number("W16", "negative", "-1"),
        .. Number("W16", "zero", "0"),
        .. Number("W16", "two-numbers", "1 2"),
        .. Number("W16", "nothing", ""),
        .. Number("W16", "too-large", "99999999999999999999"),
        .. Number("W16", "letters", "1x"),

        HostileFaults.Of("W18", "boundary", "shallow-update.depth-only", "has an edge of history in front of it", Targets.Line(Elements.AcknowledgmentNak, Elements.AcknowledgmentAck, Elements.FetchResponseNak, Elements.FetchResponseAck), packet => new([.. PacketBytes.Cut(PacketBytes.Of(new ShallowUpdate { Shallows = [ObjectId.Parse("1234567890123456789012345678901234567890")] }, Role.Server))[0], .. packet]), FaultEffect.AnotherMeaning),

        HostileFaults.Of("O19", "long-command", "push-request.one-format", "has a new id of another format", Targets.Line(Elements.PushRequestUpdate), packet => PacketEdits.Word(packet, 1, Repeated("1"u8, 64))),
        HostileFaults.Of("O19", "strange-format", "object-format.same-in-request", "says a format of ids that nobody knows", Targets.Line(Elements.LsRefsRequestCapability, Elements.FetchRequestCapability), packet => packet.AsSpan().IndexOf("=sha1"u8) < 0 ? null : PacketEdits.LastWord(packet, "md5"u8, '=')),
        HostileFaults.Of("O19", "other-format", "object-format.same-in-request", "says another format of ids than the repository has", Targets.Line(Elements.LsRefsRequestCapability, Elements.FetchRequestCapability), packet => packet.AsSpan().IndexOf("=sha1"u8) < 0 ? null : PacketEdits.LastWord(packet, "sha256"u8, '=')),

        HostileFaults.Of("W20", "name-twice", "advertisement.bad-names", "comes twice", Targets.Line(Elements.AdvertisementRef, Elements.LsRefsResponseRef), packet => packet.AsSpan().Contains((byte)0) ? null : new([.. packet, .. packet]), FaultEffect.Surplus),
        HostileFaults.Of("W21", "other-bytes", "advertisement.bad-names", "names a ref whose last byte is no text", Targets.Line(Elements.AdvertisementRef, Elements.LsRefsResponseRef), packet => PacketEdits.Word(packet, 1, [.. "refs/heads/"u8, 0xff], "refs/"u8), FaultEffect.Surplus) with { Scenario = "clone", Check = Aftermath.KeepsBytes },
    ];

    private static Fault Digits(string name, string digits) => HostileFaults.Of("W01", name, "pkt-line.no-other-digits", $"has '{digits.Replace('\0', '0')}' in the place of its length", Either, packet => new([.. Encoding.ASCII.GetBytes(digits), .. packet[PacketBytes.Digits..]]));

    private static IEnumerable<Fault> Number(string row, string name, string text)
    {
        var title = $"has '{text}' where its number belongs";
        yield return Of(Elements.UploadRequestDeepen, "upload-request.deepen-positive");
        yield return Of(Elements.FetchRequestDeepen, "fetch-request.deepen-positive");

        Fault Of(int element, string rule) => HostileFaults.Of(row, name, rule, title, Targets.Line(element), packet => PacketEdits.LastWord(packet, Encoding.ASCII.GetBytes(text)), FaultEffect.AnotherMeaning);
    }

    private static FaultAction? WithoutOffer(byte[] packet) => Until(packet, packet.AsSpan().IndexOf((byte)0));

    private static FaultAction? Until(byte[] packet, int end) => end > 0 ? new(PacketBytes.Data(packet.AsSpan(PacketBytes.Digits, end - PacketBytes.Digits))) : null;

    // The word that says where HEAD points, for another name.
    private static FaultAction? ManyLinks(byte[] packet)
    {
        var value = packet.AsSpan().IndexOf("=HEAD:"u8);
        var start = value < 0 ? -1 : packet.AsSpan(0, value).LastIndexOf((byte)' ');
        return start < 0 ? null : PacketEdits.Longer(packet, Repeated([.. packet.AsSpan(start, value - start), .. "=refs/heads/b:refs/heads/b"u8], 1000));
    }

    private static byte[] Repeated(ReadOnlySpan<byte> piece, int count)
    {
        var all = new byte[piece.Length * count];
        for (var number = 0; number < count; number++)
            piece.CopyTo(all.AsSpan(number * piece.Length));
        return all;
    }
}

using System.Text;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Ways to send one line wrong that only make sense for that line.</summary>
internal static class LineFaults
{
    private const int MostArguments = 63;
    private static readonly Func<PacketKey, Role, bool> Commands = Targets.Line(Elements.LsRefsRequestCommand, Elements.FetchRequestCommand, Elements.ObjectInfoRequestCommand, Elements.BundleUriRequestCommand);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        // The request of git://.
        new("two-blanks", "git-proto-request.one-blank", "has two blanks behind the service", Targets.Line(Elements.GitProtoRequestRequest), packet => PacketEdits.Changed(packet, (byte)' ', "  "u8)),
        new("path-newline", "git-proto-request.trailing-newline", "has an LF behind the path", Targets.Line(Elements.GitProtoRequestRequest), packet => PacketEdits.Changed(packet, 0, "\n\0"u8), FaultEffect.Tolerated),
        new("host-capital", "git-proto-request.host-any-case", "has its host under a key in capitals", Targets.Line(Elements.GitProtoRequestRequest), CapitalKey, FaultEffect.Tolerated),
        new("strange-extra", "git-proto-request.unknown-extras", "has an extra that nobody knows", Targets.Line(Elements.GitProtoRequestRequest), StrangeExtra, FaultEffect.Tolerated),

        new("version-9-alone", "protocol-version.nothing-is-v0", "asks for a version that nobody knows", Targets.Line(Elements.GitProtoRequestRequest), VersionNineAlone, FaultEffect.Tolerated) { Scenario = "list" },
        new("version-9-too", "protocol-version.unknown-ignored", "asks for a version that nobody knows besides", Targets.Line(Elements.GitProtoRequestRequest), packet => packet.AsSpan().IndexOf("\0\0"u8) < 0 ? null : new(PacketBytes.Data([.. packet.AsSpan(PacketBytes.Digits), .. Encoding.ASCII.GetBytes(ProtocolVersionTransport.Version(9)), 0])), FaultEffect.Tolerated) { Scenario = "list" },

        // Requests of v2.
        new("strange-argument", "ls-refs-request.unknown-argument", "has an argument in front of it that nobody knows", Targets.Flush(Elements.LsRefsRequest), StrangeBefore),
        new("strange-argument", "fetch-request.unknown-argument", "has an argument in front of it that nobody knows", Targets.Flush(Elements.FetchRequest), StrangeBefore),
        new("strange-capability", "upload-pack-v2.offered-capability", "has a capability behind it that nobody offered", Commands, packet => new([.. packet, .. PacketBytes.Data("zzz\n"u8)])),
        new("two-commands", "upload-pack-v2.one-command", "comes twice", Commands, packet => new([.. packet, .. packet])),
        new("two-filters", "fetch-request.one-filter", "comes twice", Targets.Line(Elements.FetchRequestFilter), packet => new([.. packet, .. packet])),

        // Requests of v0 and v1.
        new("strange-capability", "upload-request.unknown-ignored", "asks for a capability that nobody offered", Targets.Line(Elements.UploadRequestWant), packet => PacketEdits.Longer(packet, " zzz"u8), FaultEffect.Tolerated),
        new("stale-value", "push-request.old-value", "has an old id that the ref never had", Targets.Line(Elements.PushRequestUpdate), StaleValue),
        new("64-arguments", "archive-request.at-most-63", "has more than 63 arguments in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, Enumerable.Repeat((ByteString)"README.md", MostArguments))),
        new("output", "archive-request.no-local-options", "has --output in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--output=x"])),
        new("exec", "archive-request.no-local-options", "has --exec in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--exec=x"])),
        new("remote", "archive-request.no-local-options", "has --remote in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--remote=x"])),

        // What servers offer and answer.
        Feature("fetch.unknown-features", CapabilityId.Fetch),
        Feature("ls-refs.unknown-features", CapabilityId.LsRefs),
        Feature("object-info.unknown-features", CapabilityId.ObjectInfo),
        new("version-0", "protocol-version.version-0-said", "says version 0", Targets.Line(Elements.V2AdvertisementVersion, Elements.AdvertisementVersion), packet => Version(packet, '0')) { Scenario = "list" },
        new("none-later", "advertisement.none-first", "has a line for no ref behind it", Targets.Line(Elements.AdvertisementRef), packet => packet.AsSpan().Contains((byte)0) ? null : new([.. packet, .. NoRef()])) { Scenario = "list" },
        new("lent", "advertisement.have-is-no-ref", "has an object of another repository behind it", Targets.Line(Elements.AdvertisementRef), packet => packet.AsSpan().Contains((byte)0) ? null : new([.. packet, .. Have(packet)]), FaultEffect.Tolerated) { Scenario = "push-update" },
        new("no-flush", "fetch-response.flush-ends", "does not come, though it ends the answer", Targets.Flush(Elements.FetchResponse), _ => new([], Ends: true), FaultEffect.Cut) { Scenario = "clone" },
        new("one-ack", "fetch-response.one-ack-enough", "is the only one of its kind", Targets.Line(Elements.FetchResponseAck), packet => new(packet), FaultEffect.Tolerated) { Scenario = "fetch-near", Replaces = true },
        new("strange-option", "report-status-v2.unknown-options", "has an option behind it that nobody knows", Targets.Line(Elements.ReportOk), packet => new([.. packet, .. StrangeOption()]), FaultEffect.Tolerated) { Scenario = "push-no-bands", Also = ["report.strange-option"] },
        new("version-9", "v2-advertisement.wrong-version", "says another version", Targets.Line(Elements.V2AdvertisementVersion), VersionNine),
        new("version-9", "advertisement.version-line", "says another version", Targets.Line(Elements.AdvertisementVersion), VersionNine),
        new("strange-before", "v2-advertisement.unknown-ignored", "has a capability in front of it that nobody knows", Targets.Line(Elements.V2AdvertisementCapability), packet => new([.. PacketBytes.Data("zzz=1\n"u8), .. packet]), FaultEffect.Tolerated),
        new("strange-attribute", "ls-refs-response.unknown-attributes", "has an attribute that nobody knows", Targets.Line(Elements.LsRefsResponseRef), packet => PacketEdits.Longer(packet, " zzz:1"u8), FaultEffect.Tolerated),
    ];

    private static FaultAction? StrangeBefore(byte[] packet) => new([.. PacketBytes.Data("zzz ?\n"u8), .. packet]);

    private static FaultAction? CapitalKey(byte[] packet)
    {
        var wrong = packet.ToArray();
        var key = wrong.AsSpan(wrong.AsSpan(PacketBytes.Digits).IndexOf((byte)0) + PacketBytes.Digits + 1);
        for (var i = 0; i < key.IndexOf((byte)'='); i++)
            key[i] = (byte)char.ToUpperInvariant((char)key[i]);
        return new(wrong);
    }

    // Extras stand behind an empty string, which other extras may have put there already.
    private static FaultAction? StrangeExtra(byte[] packet) =>
        new(PacketBytes.Data([.. packet.AsSpan(PacketBytes.Digits), .. packet.AsSpan().IndexOf("\0\0"u8) < 0 ? "\0"u8 : [], .. "zzz=1\0"u8]));

    private static FaultAction? StaleValue(byte[] packet)
    {
        var wrong = packet.ToArray();
        var old = wrong.AsSpan(PacketBytes.Digits);
        old[..old.IndexOf((byte)' ')].Fill((byte)'1');
        return new(wrong);
    }

    private static FaultAction? VersionNine(byte[] packet) => Version(packet, '9');

    private static FaultAction? Version(byte[] packet, char digit)
    {
        var wrong = packet.ToArray();
        wrong[PacketBytes.Digits + PacketBytes.Chomp(wrong.AsSpan(PacketBytes.Digits)).Length - 1] = (byte)digit;
        return new(wrong);
    }

    // Where a version is asked for, its digit stands in front of the last NUL.
    private static FaultAction? VersionNineAlone(byte[] packet) => packet.AsSpan().IndexOf("\0\0"u8) < 0 ? null : new([.. packet[..^2], (byte)'9', 0]);

    // The features of a command stand behind its name.
    private static Fault Feature(string rule, CapabilityId command) =>
        new("strange-feature", rule, $"has a feature of {command.Name()} that nobody knows", Targets.Line(Elements.V2AdvertisementCapability), packet => Named(packet, command) ? PacketEdits.Longer(packet, packet.AsSpan().Contains((byte)'=') ? " zzz"u8 : "=zzz"u8) : null, FaultEffect.Tolerated) { Scenario = "list" };

    private static bool Named(byte[] packet, CapabilityId capability)
    {
        var text = PacketBytes.Chomp(packet.AsSpan(PacketBytes.Digits));
        return new ByteString(text.IndexOf((byte)'=') is >= 0 and var end ? text[..end] : text) == (ByteString)capability.Name();
    }

    // The line behind the result and the ref that it belongs to.
    private static byte[] StrangeOption() =>
        PacketBytes.Cut(PacketBytes.Of(new Report { Result = new ReportUnpacked(), Outcomes = [new ReportAccepted { Ok = (ByteString)"refs/heads/x", Options = [new ReportOptionOther((ByteString)"zzz x")] }] }, Role.Server))[2];

    private static byte[] NoRef() => PacketBytes.Data([.. Enumerable.Repeat((byte)'0', 40), .. " capabilities^{}\n"u8]);

    // Any id will do: that of the ref itself, with another digit.
    private static byte[] Have(byte[] packet)
    {
        var line = PacketBytes.Data([.. packet.AsSpan(PacketBytes.Digits, 40), .. " .have\n"u8]);
        line[PacketBytes.Digits] = (byte)(line[PacketBytes.Digits] == '1' ? '2' : '1');
        return line;
    }
}

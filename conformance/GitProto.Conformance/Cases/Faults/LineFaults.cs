using GitProto.Protocol;
using GitProto.Proxying;

namespace GitProto.Conformance.Cases.Faults;

/// <summary>Ways to send one line wrong that only make sense for that line.</summary>
internal static class LineFaults
{
    private const int MostArguments = 63;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        // The request of git://.
        new("two-blanks", "git-proto-request.one-blank", "has two blanks behind the service", Targets.Line(Elements.GitProtoRequestRequest), packet => PacketEdits.Changed(packet, (byte)' ', "  "u8)),
        new("path-newline", "git-proto-request.trailing-newline", "has an LF behind the path", Targets.Line(Elements.GitProtoRequestRequest), packet => PacketEdits.Changed(packet, 0, "\n\0"u8), FaultEffect.Tolerated),
        new("host-capital", "git-proto-request.host-any-case", "has its host under a key in capitals", Targets.Line(Elements.GitProtoRequestRequest), CapitalKey, FaultEffect.Tolerated),
        new("strange-extra", "git-proto-request.unknown-extras", "has an extra that nobody knows", Targets.Line(Elements.GitProtoRequestRequest), StrangeExtra, FaultEffect.Tolerated),

        // Requests of v2.
        new("strange-argument", "ls-refs-request.unknown-argument", "has an argument in front of it that nobody knows", Targets.Flush(Elements.LsRefsRequest), StrangeBefore),
        new("strange-argument", "fetch-request.unknown-argument", "has an argument in front of it that nobody knows", Targets.Flush(Elements.FetchRequest), StrangeBefore),
        new("strange-capability", "upload-pack-v2.offered-capability", "has a capability behind it that nobody offered", Targets.Line(Elements.LsRefsRequestCommand, Elements.FetchRequestCommand), packet => new([.. packet, .. PacketBytes.Data("zzz\n"u8)])),
        new("two-commands", "upload-pack-v2.one-command", "comes twice", Targets.Line(Elements.LsRefsRequestCommand, Elements.FetchRequestCommand), packet => new([.. packet, .. packet])),
        new("two-filters", "fetch-request.one-filter", "comes twice", Targets.Line(Elements.FetchRequestFilter), packet => new([.. packet, .. packet])),

        // Requests of v0 and v1.
        new("strange-capability", "upload-request.unknown-ignored", "asks for a capability that nobody offered", Targets.Line(Elements.UploadRequestWant), packet => PacketEdits.Longer(packet, " zzz"u8), FaultEffect.Tolerated),
        new("stale-value", "push-request.old-value", "has an old id that the ref never had", Targets.Line(Elements.PushRequestUpdate), StaleValue),
        new("64-arguments", "archive-request.at-most-63", "has more than 63 arguments in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, Enumerable.Repeat((ByteString)"README.md", MostArguments))),
        new("output", "archive-request.no-local-options", "has --output in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--output=x"])),
        new("exec", "archive-request.no-local-options", "has --exec in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--exec=x"])),
        new("remote", "archive-request.no-local-options", "has --remote in front of it", Targets.Flush(Elements.ArchiveRequest), packet => PacketEdits.Arguments(packet, ["--remote=x"])),

        // What servers offer and answer.
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

    private static FaultAction? VersionNine(byte[] packet)
    {
        var wrong = packet.ToArray();
        wrong[PacketBytes.Digits + PacketBytes.Chomp(wrong.AsSpan(PacketBytes.Digits)).Length - 1] = (byte)'9';
        return new(wrong);
    }
}

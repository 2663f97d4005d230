using System.Globalization;
using GitProto.Conformance.Cases.Faults;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>What a server says of objects and of bundles, and answers in bands.</summary>
internal static class InfoScripts
{
    private static readonly ObjectId Nothing = ObjectId.Parse("1234567890123456789012345678901234567890");

    public static IReadOnlyList<Script> All { get; } =
    [
        new("object-info-response.one-each", "info-sizes", "Each id is answered, in its order, with the size of the object.", made => [Info(true, WantScripts.Tip(made, "refs/heads/main"), Readme, WantScripts.Tip(made, "refs/heads/topic"))],
            answer => Same(answer, new[] { WantScripts.Tip(answer.Made, "refs/heads/main"), Readme, WantScripts.Tip(answer.Made, "refs/heads/topic") }.Select(id => string.Create(CultureInfo.InvariantCulture, $"{id} {Size(answer.Made, id)}"))))
            { Repository = "offers.git", Needs = [CapabilityId.ObjectInfo], Also = ["size.bytes"], TakesFaults = true },
        new("object-info-response.missing-object", "info-missing", "An object that is not there has no size.", made => [Info(true, Nothing, WantScripts.Tip(made, "refs/heads/main"))],
            answer => Same(answer, [$"{Nothing} ", string.Create(CultureInfo.InvariantCulture, $"{WantScripts.Tip(answer.Made, "refs/heads/main")} {Size(answer.Made, WantScripts.Tip(answer.Made, "refs/heads/main"))}")])) { Repository = "offers.git", Needs = [CapabilityId.ObjectInfo] },
        new("object-info-response.columns-asked", "info-ids", "No column is named that nobody asked for.", made => [Info(false, WantScripts.Tip(made, "refs/heads/main"))],
            answer => answer.Has(Elements.ObjectInfoResponseSize) ? "a column was named" : null) { Repository = "offers.git", Needs = [CapabilityId.ObjectInfo] },
        new("bundle-uri-response.version-one", "bundles", "The list of bundles says its version and its mode.", _ => [ScriptTurn.Of(new BundleUriRequest { Capabilities = ScriptTurn.Sha1 })],
            answer => answer.Of(Elements.BundleUriResponsePair) is var pairs && Starts(pairs, BundleUriResponseKey.BundleVersion) is { } version && version.EndsWith("=1", StringComparison.Ordinal) && Starts(pairs, BundleUriResponseKey.BundleMode) is not null
                ? null : $"the list is {Escape.ForDisplay(string.Join("; ", pairs))}") { Repository = "offers.git", Needs = [CapabilityId.BundleUri], Also = ["bundle-uri-response.mode"], TakesFaults = true },
        new("bundle-uri-request.no-arguments", "bundles-argument", "An argument to the request for bundles is refused.", _ => [WithArgument(new BundleUriRequest { Capabilities = ScriptTurn.Sha1 })],
            answer => answer.Has(Elements.BundleUriResponsePair) ? "the server took it" : null) { Repository = "offers.git", Needs = [CapabilityId.BundleUri] },
        new("sideband-all.every-packet", "all-in-bands", "Each packet has a band where that is asked for.", made =>
            [ScriptTurn.Of(new FetchRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { SidebandAll = true, Wanted = [new FetchRequestWant(WantScripts.Tip(made, "refs/heads/main"))], Done = true } })],
            answer => answer.Packed ?? (answer.Has(Elements.FetchResponsePackfile) ? null : "the head of the pack is missing")) { Repository = "offers.git", Needs = [CapabilityId.SidebandAll], TakesFaults = true },
        new("sideband-all.errors-in-band-3", "refused-in-bands", "A refusal comes in band 3 there.", _ =>
            [ScriptTurn.Of(new FetchRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { SidebandAll = true, Wanted = [new FetchRequestWant(Nothing)], Done = true } })],
            answer => answer.Refused ?? (answer.Turns is [_, { Count: > 0 } turn, ..] && turn.Any(packet => packet.Length > 4 && packet[4] == (byte)Band.Fatal) ? null : "it did not")) { Repository = "offers.git", Needs = [CapabilityId.SidebandAll] },
        new("session-id.one-word", "session", "The mark of a session is one word.", _ => [], answer => answer.Report.Offered.TryGetSessionId(out _) ? null : "the mark makes no sense") { Repository = "offers.git", Needs = [CapabilityId.SessionId] },
    ];

    // README.md of basic.git.
    private static ObjectId Readme { get; } = ObjectId.Parse("18832d35117ef2f013c4009f5b2128dfaeff354f");

    private static ScriptTurn Info(bool size, params ObjectId[] ids) =>
        ScriptTurn.Of(new ObjectInfoRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { Size = size, Oids = [.. ids.Select(id => (ByteString)id.ToString())] } });

    private static ScriptTurn WithArgument(BundleUriRequest request)
    {
        var packets = PacketBytes.Cut(ScriptTurn.Of(request).Bytes);
        return new([.. packets.SkipLast(1).SelectMany(packet => packet), .. PacketBytes.Special(PacketKind.Delim), .. PacketBytes.Data("zzz\n"u8), .. packets[^1]]);
    }

    private static long Size(FileRepository made, ObjectId id) => made.Objects.TryRead(id)!.Span.Length;

    private static string? Same(ScriptAnswer answer, IEnumerable<string> expected) =>
        answer.Of(Elements.ObjectInfoResponseInfo).SequenceEqual(expected) ? null : $"the answer is {Escape.ForDisplay(answer.Text(1))}";

    private static string? Starts(IReadOnlyList<string> pairs, BundleUriResponseKey key) => pairs.FirstOrDefault(pair => pair.StartsWith($"{key.Value}=", StringComparison.Ordinal));
}

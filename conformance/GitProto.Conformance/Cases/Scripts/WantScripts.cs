using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>What may be wanted, by id and by name.</summary>
internal static class WantScripts
{
    private static readonly ByteString Main = (ByteString)"refs/heads/main", Topic = (ByteString)"refs/heads/topic";

    // A commit of reachable.git that lost its ref.
    private static readonly ObjectId Unreachable = ObjectId.Parse("b4dafcd4300e0ee83c65291fc46e864e8f6bceb5");

    public static IReadOnlyList<Script> All { get; } =
    [
        new("fetch-request.ref-once", "want-twice", "A ref that is wanted twice is refused.", _ => [Wanting(new FetchRequestWantRef(Main), new FetchRequestWantRef(Main))], answer => answer.Refused) { Needs = [CapabilityId.RefInWant] },
        new("fetch-response.wanted-refs-when", "want-by-name", "The value of each ref that is wanted by name is said, and the pack follows.", _ => [Wanting(new FetchRequestWantRef(Main), new FetchRequestWantRef(Topic))],
            answer => answer.Packed ?? Expect.All(Says(answer, Main), Says(answer, Topic))) { Needs = [CapabilityId.RefInWant], Also = ["ref-in-want.answer-each"], TakesFaults = true },
        new("fetch-request.hidden-ref", "want-hidden", "A hidden ref is answered as one that does not exist.", _ => [Wanting(new FetchRequestWantRef((ByteString)"refs/secret/one"))], answer => Unknown(answer, "refs/secret/one")) { Repository = "hidden.git", Needs = [CapabilityId.RefInWant] },
        new("fetch-request.hidden-ref", "want-none", "A ref that does not exist is refused in words.", _ => [Wanting(new FetchRequestWantRef((ByteString)"refs/secret/zzz"))], answer => Unknown(answer, "refs/secret/zzz")) { Repository = "hidden.git", Needs = [CapabilityId.RefInWant] },
        new("fetch-request.one-uri-list", "two-lists", "A second list of protocols is refused.", made => [TwoLists(made)], answer => answer.Refused) { Repository = "offers.git", Needs = [CapabilityId.PackfileUris] },
        new("packfile-uris.only-these", "uris-https", "Packs elsewhere are named by the protocols that the client has listed.", made => [Listing(made, "https")], answer => answer.Packed ?? Uris(answer, "https://")) { Repository = "offers.git", Needs = [CapabilityId.PackfileUris], TakesFaults = true },
        new("packfile-uris.only-these", "uris-http", "Packs elsewhere are not named where the client knows none of their protocols.", made => [Listing(made, "http")], answer => answer.Packed ?? Uris(answer, "http://")) { Repository = "offers.git", Needs = [CapabilityId.PackfileUris] },
        new("fetch-response.uris-when", "uris-unasked", "Packs elsewhere are not named to who did not ask.", made => [Wanting(new FetchRequestWant(Tip(made, "refs/heads/main")))], answer => answer.Packed ?? (answer.Has(Elements.FetchResponseUri) ? "a pack elsewhere was named" : null)) { Repository = "offers.git", Needs = [CapabilityId.PackfileUris] },
        new("allow-tip-sha1-in-want.tips-only", "want-hidden-tip", "The tip of a hidden ref is sent where tips are allowed.", made => V0(made, "refs/secret/two"), answer => answer.Packed) { Protocol = 0, Repository = "tips.git", Needs = [CapabilityId.AllowTipSha1InWant] },
        new("allow-tip-sha1-in-want.tips-only", "want-below-tip", "What no ref points to is refused where tips alone are allowed.", made => V0(made, "refs/heads/main", parents: 2), answer => answer.Refused) { Protocol = 0, Repository = "tips.git", Needs = [CapabilityId.AllowTipSha1InWant] },
        new("allow-reachable-sha1-in-want.reachable-only", "want-reachable", "What a ref reaches is sent where that is allowed.", made => V0(made, "refs/heads/main", parents: 2), answer => answer.Packed) { Protocol = 0, Repository = "reachable.git", Needs = [CapabilityId.AllowReachableSha1InWant] },
        new("allow-reachable-sha1-in-want.reachable-only", "want-unreachable", "What no ref reaches is refused there.", _ => [ScriptTurn.Of(Request(Unreachable), new HaveBlock { Haves = [], Done = true })], answer => answer.Refused) { Protocol = 0, Repository = "reachable.git", Needs = [CapabilityId.AllowReachableSha1InWant] },
        new("upload-request.shallow-commits", "shallow-tree", "An edge of history that is no commit is refused.", made => V0(made, "refs/heads/main", shallow: TreeOf(made)), answer => answer.Refused) { Protocol = 0 },
        new("upload-request.read-to-flush", "want-without-flush", "Nothing is answered in front of the flush.", WithoutFlush, answer => answer.Turns is [_, [], ..] ? answer.Packed : "an answer came in front of the flush") { Protocol = 0 },
        new("upload-request.any-order", "deepen-in-front", "A depth may come in front of what is wanted.", DeepenInFront, answer => answer.Packed ?? (answer.Has(Elements.ShallowUpdateShallow) ? null : "the history was not cut")) { Protocol = 0 },
        new("no-progress.errors-stay", "want-broken-quietly", "Where an object cannot be read, that is said in band 3 however quiet a client wants it.", made => V0(made, "refs/heads/main", quiet: true),
            answer => answer.Turns.Skip(1).SelectMany(turn => turn).Any(packet => packet.Length > 4 && packet[4] == (byte)Band.Fatal) ? null : "nothing came in band 3") { Protocol = 0, Repository = "broken.git", Needs = [CapabilityId.NoProgress] },
        new("no-progress.quiet", "want-quietly", "Band 2 is quiet where that is asked for.", made => V0(made, "refs/heads/main", quiet: true),
            Quiet) { Protocol = 0, Needs = [CapabilityId.NoProgress] },
        new("no-progress.quiet", "want-quietly", "Band 2 is quiet where that is asked for.", made => [ScriptTurn.Of(new FetchRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { NoProgress = true, Wanted = [new FetchRequestWant(Tip(made, "refs/heads/main"))], Done = true } })],
            Quiet) { TakesFaults = true },
    ];

    /// <summary>A request of v2 for a whole pack.</summary>
    public static ScriptTurn Wanting(params FetchRequestWanted[] wanted) => ScriptTurn.Of(new FetchRequest { Capabilities = ScriptTurn.Sha1, Arguments = new() { Wanted = wanted, Done = true } });

    /// <summary>The value of a ref.</summary>
    public static ObjectId Tip(FileRepository made, string name) => made.Refs.TryRead(RefName.Parse(name))!.Target!.Value;

    /// <summary>What a client of v0 wants, its words behind the first.</summary>
    public static UploadRequest Request(ObjectId want, bool quiet = false) => new()
    {
        Wants = [want],
        Capabilities = Words([CapabilityId.SideBand64k, CapabilityId.MultiAckDetailed, .. quiet ? [CapabilityId.NoProgress] : Array.Empty<CapabilityId>()]),
    };

    /// <summary>Wishes without values.</summary>
    public static Capabilities Words(params CapabilityId[] capabilities) => Capabilities.From(0, true, [.. capabilities.Select(one => (ByteString)one.Name())]);

    private static IReadOnlyList<ScriptTurn> V0(FileRepository made, string name, int parents = 0, ObjectId? shallow = null, bool quiet = false)
    {
        var want = Tip(made, name);
        for (; parents > 0; parents--)
            want = made.Objects.ReadCommit(want).Parent(0);
        var request = Request(want, quiet) with { Shallows = shallow is { } edge ? [edge] : [] };
        return [ScriptTurn.Of(request, new HaveBlock { Haves = [], Done = true })];
    }

    private static ObjectId TreeOf(FileRepository made) => made.Objects.ReadCommit(Tip(made, "refs/heads/main")).Tree;

    private static IReadOnlyList<ScriptTurn> WithoutFlush(FileRepository made)
    {
        var packets = PacketBytes.Cut(ScriptTurn.Of(Request(Tip(made, "refs/heads/main"))).Bytes);
        return [new([.. packets.SkipLast(1).SelectMany(packet => packet)], Pause: TimeSpan.FromMilliseconds(500)), new([.. packets[^1], .. ScriptTurn.Of(new HaveBlock { Haves = [], Done = true }).Bytes])];
    }

    // The depth is written behind what is wanted.
    private static IReadOnlyList<ScriptTurn> DeepenInFront(FileRepository made)
    {
        var packets = PacketBytes.Cut(ScriptTurn.Of(Request(Tip(made, "refs/heads/main")) with { Depths = [new UploadRequestDeepen(1)] }).Bytes);
        return [new([.. packets[1], .. packets[0], .. packets[2]]), ScriptTurn.Of(new HaveBlock { Haves = [], Done = true })];
    }

    private static ScriptTurn Listing(FileRepository made, string? protocols) => ScriptTurn.Of(new FetchRequest
    {
        Capabilities = ScriptTurn.Sha1,
        Arguments = new() { Wanted = [new FetchRequestWant(Tip(made, "refs/heads/main"))], SidebandAll = true, PackfileUris = protocols is null ? default(ByteString?) : (ByteString)protocols, Done = true },
    });

    private static string? Uris(ScriptAnswer answer, string begin) =>
        answer.Of(Elements.FetchResponseUri).FirstOrDefault(uri => !uri.Contains($" {begin}", StringComparison.Ordinal)) is { } other ? $"'{Escape.ForDisplay(other)}' was named" : null;

    private static ScriptTurn TwoLists(FileRepository made)
    {
        var packets = PacketBytes.Cut(Listing(made, "https").Bytes);
        var without = PacketBytes.Cut(Listing(made, null).Bytes);
        var list = packets.First(packet => !without.Any(packet.SequenceEqual));
        return new([.. packets.SkipLast(1).SelectMany(packet => packet), .. list, .. packets[^1]]);
    }

    private static string? Says(ScriptAnswer answer, ByteString name) =>
        answer.Of(Elements.FetchResponseWantedRef).Contains($"{Tip(answer.Made, name.ToString())} {name}") ? null : $"the value of {name} was not said";

    private static string? Quiet(ScriptAnswer answer) =>
        answer.Packed ?? (answer.Turns.Skip(1).SelectMany(turn => turn).Any(packet => packet.Length > PacketBytes.Digits && packet[PacketBytes.Digits] == (byte)Band.Progress) ? "there is progress in band 2" : null);

    private static string? Unknown(ScriptAnswer answer, string name) =>
        answer.Refused ?? (answer.Report.Problem is { } problem && problem.Contains(name, StringComparison.Ordinal) ? null : $"the refusal does not name it: {answer.Report.Problem}");
}

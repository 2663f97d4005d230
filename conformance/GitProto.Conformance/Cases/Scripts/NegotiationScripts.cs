using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scripts;

/// <summary>What is found to be common, and where history stops.</summary>
internal static class NegotiationScripts
{
    public static IReadOnlyList<Script> All { get; } =
    [
        new("wait-for-done.no-ready", "have-and-wait", "A client that waits for done is not told ready, and gets no pack.", made => [Asking(made, new() { WaitForDone = true, Haves = [Older(made)] })],
            answer => answer.HasPack ? "a pack came" : answer.Has(Elements.FetchResponseReady) ? "it was told ready" : answer.Has(Elements.FetchResponseAck) ? null : "what is common was not acknowledged")
            { Needs = [CapabilityId.WaitForDone], Also = ["fetch-response.no-ready"], TakesFaults = true },
        new("fetch-response.ready-alone", "have-without-ready", "No pack follows where nothing is common and the client is not done.", made => [Asking(made, new() { Haves = [Strange] })],
            answer => answer.HasPack ? "a pack came" : answer.Has(Elements.FetchResponseNak) ? null : "it was not told NAK"),
        new("fetch-response.unshallow-known", "deepen-whole", "No commit that the client has not named as its edge is taken for one.", made => [Asking(made, new() { Depths = [new FetchRequestDeepen(100)], Haves = [Older(made)], Done = true })],
            answer => answer.Packed ?? (answer.Has(Elements.FetchResponseUnshallow) ? "it was told unshallow" : null)),
        new("shallow-update.unshallow-known", "deepen-whole", "No commit that the client has not named as its edge is taken for one.", made =>
            [ScriptTurn.Of(WantScripts.Request(WantScripts.Tip(made, "refs/heads/main")) with { Depths = [new UploadRequestDeepen(100)] }), ScriptTurn.Of(new HaveBlock { Haves = [Older(made)], Done = true })],
            answer => answer.Packed ?? (answer.Has(Elements.ShallowUpdateUnshallow) ? "it was told unshallow" : null)) { Protocol = 0 },
        new("upload-pack-v2.no-memory", "fetch-again", "What one request has found to be common is forgotten in the next.", made => [Asking(made, new() { Haves = [Older(made)] }), Asking(made, new() { Done = true })],
            answer => answer.Turns.Count == 3 && answer.Of(Elements.FetchResponseAcknowledgments).Count == 1 && answer.Text(2).Contains("PACK", StringComparison.Ordinal) ? null : "the second answer is not that to a clone"),
        new("fetch-request.unknown-haves", "claimed", "A hidden object that a client claims to have is not acknowledged where a server is strict.", made => [Asking(made, new() { Haves = [WantScripts.Tip(made, "refs/secret/two")] })],
            answer => answer.Has(Elements.FetchResponseAck) ? "what the client may not see was acknowledged" : null) { Repository = "hidden.git", Row = "H12", IsStrict = true },
        new("have-block.unknown-haves", "claimed", "A hidden object that a client claims to have is not acknowledged where a server is strict.", made =>
            [ScriptTurn.Of(WantScripts.Request(WantScripts.Tip(made, "refs/heads/main")), new HaveBlock { Haves = [WantScripts.Tip(made, "refs/secret/two")] })],
            answer => answer.Has(Elements.AcknowledgmentAck) ? "what the client may not see was acknowledged" : null) { Protocol = 0, Repository = "hidden.git", Row = "H12", IsStrict = true },
    ];

    private static ObjectId Strange { get; } = ObjectId.Parse("1234567890123456789012345678901234567890");

    private static ScriptTurn Asking(FileRepository made, FetchRequestArguments arguments) => ScriptTurn.Of(new FetchRequest
    {
        Capabilities = ScriptTurn.Sha1,
        Arguments = arguments with { Wanted = [new FetchRequestWant(WantScripts.Tip(made, "refs/heads/main"))] },
    });

    private static ObjectId Older(FileRepository made) => made.Objects.ReadCommit(WantScripts.Tip(made, "refs/heads/main")).Parent(0);
}

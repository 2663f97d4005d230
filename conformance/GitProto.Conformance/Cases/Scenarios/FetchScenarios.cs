using System.Globalization;
using GitProto.Conformance.Peers;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is asked of clones and fetches.</summary>
internal static class FetchScenarios
{
    // README.md of basic.git.
    private static readonly byte[] Readme = "Hello.\n"u8.ToArray();

    public static IEnumerable<Scenario> All() =>
    [
        Clone("sideband-pack.flush-ends", "clone", "A clone holds every ref and every object.", "basic.git") with
        {
            Quick = true,
            MustSay = version => version < 2 ? [Elements.AcknowledgmentNak] : [],
            MustNotSay = [Elements.FetchResponseAcknowledgments],
            Also = ["acknowledgment.final-nak", "fetch-v0.pack-once", "raw-pack.check-trailer", "side-band-64k.band-one-only", "upload-request.capabilities-first", "fetch-response.always-banded",
                "upload-pack-v2.many-commands", "ofs-delta.never-unasked", "symref.default-branch", "pkt-line.read-limit", "pkt-line.progress-cut", "side-band-64k.large-packets", "connect.one-request"],
            Check = (run, token) => Expect.NoLargePacketsAsync(run, token),
        },
        Clone("object-format.mismatch", "clone-sha256", "A repository with SHA-256 is cloned as one.", "basic-sha256.git") with { Also = ["object-format.same-in-request", "upload-pack-v2.format-first"] },
        Clone("upload-request.flush-alone", "clone-empty", "A repository without refs makes an empty clone.", "empty.git") with { Also = ["fetch-v0.nothing-to-do", "upload-pack-v2.leave"] },
        Clone("advertisement.bad-names", "clone-many", "A history of 400 commits is cloned.", "many.git"),
        Clone("advertisement.shallow-last", "clone-short", "A history that is cut at the server is cloned as it is.", "short.git") with
        {
            Play = async run => await WithServedAsync(run, (client, made) => Expect.All(Expect.Clone(run, client, made), client.ShallowBoundary.Count == 0 ? "the history has no boundary" : null)) ?? await Expect.WholeAsync(run.Task.Place, CancellationToken.None),
            Also = ["fetch-response.shallow-info-when"],
        },
        Clone("sideband-pack.fatal-last", "clone-broken", "A clone fails where the server cannot read an object.", "broken.git") with { Play = run => Task.FromResult(Expect.Failure(run)), Also = ["sideband-pack.keep-one-byte"] },
        Clone("allow-tip-sha1-in-want.never-asked", "clone-tips", "A clone asks for no more where the tips of hidden refs may be wanted.", "tips.git") with { Play = Hidden, Versions = [0], Check = (run, token) => AskedCapabilities.LacksAsync(run, CapabilityId.AllowTipSha1InWant, token) },
        Clone("upload-request.only-offered", "clone-asks", "A clone asks for what was offered, and for nothing else.", "basic.git") with { Versions = [0], Check = AskedCapabilities.CheckAsync, Also = ["side-band.not-both", "symref.never-asked", "shallow.never-asked", "session-id.only-if-offered"] },
        Clone("allow-reachable-sha1-in-want.never-asked", "clone-reachable", "A clone asks for no more where all may be wanted that a ref reaches.", "reachable.git") with { Play = Hidden, Versions = [0], Check = (run, token) => AskedCapabilities.LacksAsync(run, CapabilityId.AllowReachableSha1InWant, token) },
        Clone("advertisement.hidden", "clone-hidden", "Hidden refs and what only they reach are not cloned.", "hidden.git") with { Play = Hidden },
        Fetch("multi_ack_detailed.common", "fetch-older", "A client that has the beginning of the history gets the rest.", "older.git") with
        {
            Also = ["acknowledgment.continue-each", "fetch-response.nak-or-ack", "thin-pack.complete-it", "fetch-response.acknowledge", "acknowledgment.final-ack"],
            Quick = true,
            MustSay = version => version < 2 ? [Elements.AcknowledgmentAck] : [],
        },
        Fetch("multi_ack_detailed.ready", "fetch-apart", "A client with 300 commits of its own finds what is common after several turns.", "apart.git", "many.git") with
        {
            Also = ["acknowledgment.nak-each-block", "fetch-v0.one-nak-each-block", "acknowledgment.ready-when-enough", "fetch-request.common-again", "fetch-response.ready-then-pack", "have-block.unknown-haves",
                "fetch-request.unknown-haves", "acknowledgment.ready-before-nak", "fetch-v0.no-deadlock", "have-block.done-ends"],
        },
        Fetch("fetch-response.ready-then-pack", "fetch-near", "A client with a few commits of its own is told when enough is known.", "near.git", "many.git") with
        {
            // Over HTTP each block of haves is a turn of its own.
            Also = ["acknowledgment.one-status", "acknowledgment.continue-each", "fetch-v0.exit-each-turn", "fetch-v0.repeat-all", "acknowledgment.no-done-ack", "no-done.pack-after-ready"],
            MustSay = version => version < 2 ? [Elements.AcknowledgmentAck] : [Elements.FetchResponseReady],
        },
        Fetch("ref-in-want.full-names", "fetch-by-name", "A branch is wanted by its name.", "older.git") with
        {
            Task = task => task with { Specs = ["refs/heads/topic:refs/heads/topic"] },
            Versions = [2],
            Needs = CapabilityId.RefInWant,
            AlsoInSha256 = true,
            ClientSays = [Elements.FetchRequestWantRef],
            Play = run => WithServedAsync(run, (client, made) => Expect.Ref(client, "refs/heads/topic", made.Refs.TryRead(RefName.Parse("refs/heads/topic"))?.Target)),
            Also = ["fetch-request.full-ref", "ref-in-want.once"],
        },
        Fetch("object-format.same-in-request", "fetch-older-sha256", "The same with SHA-256.", "older-sha256.git", "basic-sha256.git"),
        Fetch("include-tag.target-too", "fetch-tag", "The tags of what is fetched come with it.", "older.git") with
        {
            Task = task => task with { Specs = ["+refs/heads/*:refs/heads/*"] },
            Play = run => WithServedAsync(run, (client, made) => Expect.All(Expect.Ref(client, "refs/tags/v1.0", made.Refs.TryRead(RefName.Parse("refs/tags/v1.0"))?.Target), Expect.SameRefs(client, made, "refs/heads/"))),
            AlsoInSha256 = true,
            ClientSays = [Elements.FetchRequestIncludeTag],
            ClientAsks = CapabilityId.IncludeTag,
            Also = ["include-tag.may-have-it"],
        },
        Fetch("fetch-v0.pack-to-empty", "fetch-again", "A client that has everything gets nothing, and that is no error.", "ahead.git") with
        {
            Task = task => task with { Specs = ["refs/heads/main"] },
            Play = run => Task.FromResult(Expect.Success(run)),
            Also = ["sideband-pack.empty-pack"],
        },
        Clone("filter.asked-first", "filter-blobs", "A filter leaves out all blobs.", "basic.git") with
        {
            Task = task => task with { Filter = "blob:none" },
            AlsoInSha256 = true,
            Needs = CapabilityId.Filter,
            Play = run => WithServedAsync(run, (client, made) => Expect.All(Expect.SameRefs(client, made), client.Objects.Contains(ObjectHasher.Hash(client.Format, ObjectType.Blob, Readme)) ? "a blob came" : null)),
            Also = ["upload-request.filter-asked", "filter.once", "filter.expanded"],
        },
        Fetch("server-option.unknown-options", "fetch-option", "An option for the server goes with each request, and a server that does not know it goes on.", "older.git") with
        {
            Versions = [2],
            Needs = CapabilityId.ServerOption,
            Task = task => task with { Specs = ["+refs/*:refs/remotes/all/*"], ServerOptions = ["one=two three", "four"] },
            Check = (run, token) => AskedCapabilities.HasAsync(run, CapabilityId.ServerOption, token),
        },
        Fetch("upload-request.want-known", "want-unknown", "A commit that no ref reaches is refused.", "older.git") with
        {
            Task = task => task with { Specs = ["1234567890123456789012345678901234567890:refs/heads/stolen"] },
            Play = run => WithServedAsync(run, (client, _) => Expect.All(Expect.Failure(run), Expect.Ref(client, "refs/heads/stolen", null)), mustSucceed: false),
        },
    ];

    private static Scenario Clone(string rule, string name, string title, string repository) => new(rule, name, title, SameAsync)
    {
        Verb = ClientVerb.Clone,
        Task = task => task,
        Repository = repository,
    };

    /// <summary>A fetch of all refs into a copy of a seed.</summary>
    public static Scenario Fetch(string rule, string name, string title, string seed, string repository = "basic.git") => new(rule, name, title, SameAsync)
    {
        Verb = ClientVerb.Fetch,
        Task = task => task with { Specs = ["+refs/*:refs/remotes/all/*"] },
        Repository = repository,
        Seed = seed,
        Play = async run => await WithServedAsync(run, (client, made) => Mirrored(client, made)) ?? await Expect.WholeAsync(run.Task.Place, CancellationToken.None),
    };

    private static async Task<string?> SameAsync(ScenarioRun run) =>
        await WithServedAsync(run, (client, made) => Expect.Clone(run, client, made)) ?? await Expect.WholeAsync(run.Task.Place, CancellationToken.None);

    private static Task<string?> Hidden(ScenarioRun run) => WithServedAsync(run, (client, made) =>
    {
        var secret = made.Refs.TryRead(RefName.Parse("refs/secret/two"))!.Target!.Value;
        var refs = run.Bench.Client.MakesMirrors ? Expect.All(Expect.SameRefs(client, made, "refs/heads/"), Expect.SameRefs(client, made, "refs/tags/")) : Expect.Clone(run, client, made);
        return Expect.All(refs, client.Objects.Contains(secret) ? "an object came that only a hidden ref reaches" : null);
    });

    private static string? Mirrored(FileRepository client, FileRepository made)
    {
        foreach (var found in made.Refs.List())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"refs/remotes/all/{found.Name.ToString()["refs/".Length..]}");
            if (Expect.Ref(client, name, found.Target) is { } wrong)
                return wrong;
        }
        return null;
    }

    /// <summary>Looks at what a client has, and at what the server was made with.</summary>
    public static Task<string?> WithServedAsync(ScenarioRun run, Func<FileRepository, FileRepository, string?> check, bool mustSucceed = true)
    {
        if (mustSucceed && Expect.Success(run) is { } problem)
            return Task.FromResult<string?>(problem);
        using var client = run.OpenClient();
        using var made = run.OpenMade();
        return Task.FromResult(check(client, made));
    }
}

using GitProto.Conformance.Packs;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What both sides do where less is offered, as by an older server, or something that git does not offer.</summary>
internal static class OfferScenarios
{
    private static readonly OfferEdit NoDetails = Without(CapabilityId.MultiAckDetailed), OneAck = Without(CapabilityId.MultiAckDetailed, CapabilityId.MultiAck);

    private static readonly string Promised = $"{CapabilityId.PromisorRemote.Name()}=name=one,url=https://one.example/a%2Cb.git,zzz=1;name=two,url=https://two.example/";

    public static IEnumerable<Scenario> All() =>
    [
        Fetch("multi_ack.continue", "fetch-older-multi", "The beginning of the history is found in the answers of multi_ack.", NoDetails, "older.git") with { Also = ["multi_ack_detailed.stateless-needs-it", "acknowledgment.one-status", "no-done.needs-detailed"] },
        Fetch("multi_ack.continue", "fetch-near-multi", "The same where the client has commits of its own.", NoDetails, "near.git", "many.git"),
        Fetch("acknowledgment.plain-once", "fetch-older-single", "The beginning of the history is found with one answer.", OneAck, "older.git"),
        Fetch("acknowledgment.plain-once", "fetch-near-single", "The same where the client has commits of its own.", OneAck, "near.git", "many.git"),
        Clone("side-band.small-packets", "clone-small-bands", "A clone comes in small bands where there are no others.", Without(CapabilityId.SideBand64k)) with { Also = ["side-band.64k-instead"] },
        Clone("raw-pack.check-trailer", "clone-no-bands", "A clone comes without bands where there are none.", Without(CapabilityId.SideBand64k, CapabilityId.SideBand)),
        Clone("raw-pack.keep-one-byte", "clone-broken-no-bands", "A clone without bands fails where the server cannot read an object.", Without(CapabilityId.SideBand64k, CapabilityId.SideBand)) with { Repository = "broken.git", Play = run => Task.FromResult(Expect.Failure(run)) },
        Clone("agent.only-if-offered", "clone-no-agent", "A client keeps its name to itself where the server does.", Without(CapabilityId.Agent)) with { Versions = [0, 1, 2], Check = (run, token) => AskedCapabilities.LacksAsync(run, CapabilityId.Agent, token) },
        Fetch("thin-pack.only-if-asked", "fetch-not-thin", "A pack is whole where no other was asked for.", Without(CapabilityId.ThinPack), "near.git", "many.git") with { Check = (run, token) => WholeAsync(run, Role.Server, token) },
        Fetch("ofs-delta.never-unasked", "fetch-no-offsets", "No delta names its base by an offset where nobody asked for it.", Without(CapabilityId.OfsDelta), "older.git", "many.git") with { Seed = "nothing.git", Check = (run, token) => NoOffsetsAsync(run, Role.Server, token) },
        Push("report-status-v2.only-if-asked", "push-older-report", "A push is reported as it was before there were options.", Without(CapabilityId.ReportStatusV2)) with { MustNotSay = [Elements.ReportOption] },
        Push("report-status.only-if-asked", "push-no-report", "A push is made where there are no reports.", Without(CapabilityId.ReportStatusV2, CapabilityId.ReportStatus)) with { MustNotSay = [Elements.ReportUnpack, Elements.ReportUnpacked, Elements.ReportOk], Also = ["report.only-if-asked"] },
        Push("sideband-report.own-flush", "push-no-bands", "A push is reported without bands where there are none.", Without(CapabilityId.SideBand64k)),
        PushScenarios.All().First(one => one.Name == "push-denied") with { Rule = "report.every-ref", Name = "push-denied-no-bands", Title = "Without bands a client is told why its branch was refused.", Offer = Without(CapabilityId.SideBand64k), Versions = [0], Also = [] },
        Push("agent.only-if-offered", "push-no-agent", "A client keeps its name to itself where the server does.", Without(CapabilityId.Agent)) with { Check = (run, token) => AskedCapabilities.LacksAsync(run, CapabilityId.Agent, token) },
        Push("no-thin.complete-packs", "push-not-thin", "A pack is whole for a server that cannot complete it.", new OfferEdit([], [CapabilityId.NoThin])) with { Also = ["no-thin.never-asked"], Check = async (run, token) => await AskedCapabilities.LacksAsync(run, CapabilityId.NoThin, token) ?? await WholeAsync(run, Role.Client, token) },
        Push("ofs-delta.never-unoffered", "push-no-offsets", "No delta names its base by an offset where the server does not know that.", Without(CapabilityId.OfsDelta)) with { Check = (run, token) => NoOffsetsAsync(run, Role.Client, token) },
        Push("delete-refs.no-delete", "push-delete-unoffered", "No branch of a server is deleted that takes no deletions.", Without(CapabilityId.DeleteRefs)) with
        {
            Task = task => task with { Specs = [":refs/heads/topic"] },
            Play = PushScenarios.Refused,
        },
        Clone("promisor-remote.unknown-fields", "clone-promised", "A client goes on where remotes are offered that keep what is left out, and fields of them that nobody knows; it accepts none that was not offered.", new OfferEdit([], []) { LinesOfV2 = [Promised] }) with
        {
            Versions = [2],
            Check = (run, token) => AskedCapabilities.AllAsync(run, CapabilityId.PromisorRemote, ["one", "two"], token),
            Also = ["promisor-remote.answer-names"],
        },
        Fetch("shallow.needed-if-shallow", "fetch-shallow-unoffered", "Nothing is fetched into a cut history from a server that knows nothing of such.", Without(CapabilityId.Shallow), "shallow.git") with { Play = run => Task.FromResult(Expect.Failure(run)) },
    ];

    private static Scenario Clone(string rule, string name, string title, OfferEdit offer) =>
        FetchScenarios.All().First(one => one.Name == "clone") with { Rule = rule, Name = name, Title = title, Offer = offer, Versions = [0], Quick = false, Also = [], MustSay = _ => [], MustNotSay = [], Check = (_, _) => Task.FromResult<string?>(null) };

    private static Scenario Fetch(string rule, string name, string title, OfferEdit offer, string seed, string repository = "basic.git")
    {
        var plain = FetchScenarios.Fetch(rule, name, title, seed, repository);
        var isTerse = offer.Without.Contains(CapabilityId.MultiAckDetailed);
        return plain with { Offer = offer, Versions = [0], Play = run => isTerse && run.Bench.Server.Address.Transport == TransportKind.Http ? NoHavesAsync(run) : plain.Play(run) };
    }

    // Without detailed answers nothing is looked for there, whether the client gets all or gives up.
    private static async Task<string?> NoHavesAsync(ScenarioRun run)
    {
        var keys = new PacketKeys();
        foreach (var one in run.Bench.Wire.Connections)
            await one.CheckAsync(keys);
        return keys.Of(Role.Client).Any(key => key.Element == Elements.HaveBlockHave) ? "the client says what it has" : null;
    }

    private static Scenario Push(string rule, string name, string title, OfferEdit offer) =>
        PushScenarios.All().First(one => one.Name == "push-update") with { Rule = rule, Name = name, Title = title, Offer = offer, Versions = [0], Quick = false, Also = [] };

    private static OfferEdit Without(params CapabilityId[] capabilities) => new(capabilities, []);

    private static async Task<string?> WholeAsync(ScenarioRun run, Role sender, CancellationToken cancellationToken) =>
        await SentPack.FindAsync(run.Bench.Wire, sender, cancellationToken) is not { } pack ? "no pack was seen"
        : await pack.FlawAsync(cancellationToken) is { } flaw ? $"the pack is not whole: {flaw}" : null;

    private static async Task<string?> NoOffsetsAsync(ScenarioRun run, Role sender, CancellationToken cancellationToken) =>
        await SentPack.FindAsync(run.Bench.Wire, sender, cancellationToken) is not { } pack ? "no pack was seen"
        : pack.HasOffsets ? "a delta names its base by an offset" : null;
}

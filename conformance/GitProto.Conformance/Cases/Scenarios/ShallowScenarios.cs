using GitProto.Conformance.Peers;
using GitProto.Protocol;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is asked of histories that are cut.</summary>
internal static class ShallowScenarios
{
    private const long Middle = 1_700_000_500;
    private const string Main = "+refs/heads/main:refs/heads/main";

    public static IEnumerable<Scenario> All() =>
    [
        Of("shallow-update.depth-only", "depth-2", "A depth of 2 gets two commits.", CapabilityId.Shallow, task => task with { Depth = 2, Specs = [Main] }, 2) with
        {
            AlsoInSha256 = true,
            Also = ["upload-request.depth-alone", "fetch-response.shallow-info-when", "fetch-v0.leave-after-boundary", "shallow-update.at-the-end", "upload-request.deepen-positive", "upload-request.deepen-once", "fetch-request.depth-alone"],
        },
        Of("deepen-since.not-with-depth", "since", "A date gets what is younger.", CapabilityId.DeepenSince, task => task with { Since = Middle, Specs = [Main] }, null) with { AlsoInSha256 = true },
        Of("deepen-not.not-with-depth", "exclude", "An excluded ref gets what it does not reach.", CapabilityId.DeepenNot, task => task with { Exclude = "refs/heads/topic", Specs = [Main] }, null) with { Also = ["deepen-not.a-ref"], AlsoInSha256 = true },
        Of("upload-request.all-shallow", "fetch-shallow", "What is new is fetched into a cut history, which stays cut.", CapabilityId.Shallow, task => task with { Specs = [Main] }, null) with { AlsoInSha256 = true, Seed = "shallow.git", ClientMustSay = [Elements.UploadRequestShallow, Elements.FetchRequestShallow], Also = ["fetch-request.whole-boundary"] },
        Of("shallow-update.unshallow-known", "deepen-4", "A cut history is made longer.", CapabilityId.Shallow, task => task with { Depth = 4, Specs = [Main] }, null) with { Seed = "shallow.git", ClientMustSay = [Elements.UploadRequestShallow, Elements.FetchRequestShallow], Also = ["fetch-response.unshallow-known", "shallow-update.each-round", "fetch-v0.boundary-each-turn"] },
        Of("deepen-relative.needs-deepen", "deepen-by-1", "A cut history is made longer by one commit.", CapabilityId.DeepenRelative, task => task with { Deepen = 1, Specs = [Main] }, null) with { AlsoInSha256 = true, Seed = "shallow.git", ClientMustSay = [Elements.UploadRequestShallow, Elements.FetchRequestShallow] },
        Of("upload-request.all-shallow", "make-whole", "A cut history is made whole.", CapabilityId.Shallow, task => task with { Depth = int.MaxValue, Specs = [Main] }, null) with
        {
            Seed = "shallow.git",
            ClientMustSay = [Elements.UploadRequestShallow, Elements.FetchRequestShallow],
            Play = async run => await FetchScenarios.WithServedAsync(run, (client, _) => client.ShallowBoundary.Count > 0 ? "the history is still cut" : null) ?? await Expect.WholeAsync(run.Task.Place, CancellationToken.None),
        },
    ];

    private static Scenario Of(string rule, string name, string title, CapabilityId needs, Func<ClientTask, ClientTask> task, int? commits) => new(rule, name, title, _ => Task.FromResult<string?>(null))
    {
        Verb = ClientVerb.Fetch,
        Task = task,
        Seed = "nothing.git",
        Needs = needs,
        // In version 2 it is a feature of fetch that stands for all ways to cut a history.
        NeedsInV2 = CapabilityId.Shallow,
        Play = async run => await FetchScenarios.WithServedAsync(run, (client, made) => Expect.All(
                Expect.Ref(client, "refs/heads/main", made.Refs.TryRead(RefName.Parse("refs/heads/main"))?.Target), client.ShallowBoundary.Count == 0 ? "the history has no boundary" : null))
            ?? (commits is { } count ? await Expect.CommitsAsync(run.Task.Place, "refs/heads/main", count, CancellationToken.None) : null)
            ?? await Expect.WholeAsync(run.Task.Place, CancellationToken.None),
    };
}

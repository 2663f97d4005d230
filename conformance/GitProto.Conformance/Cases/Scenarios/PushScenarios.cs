using GitProto.Conformance.Peers;
using GitProto.Conformance.Wire;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is asked of pushes.</summary>
internal static class PushScenarios
{
    public static IEnumerable<Scenario> All() =>
    [
        Push("push-request.pack-follows", "push-update", "A branch moves forward, with the objects it needs.", ["refs/heads/main"], ["refs/heads/main"]) with
        {
            Quick = true,
            Also = ["report.every-ref", "report-status.v2-instead", "sideband-report.own-flush", "push.thin-ok", "push-request.capabilities-first", "advertisement.no-peeling-for-push",
                "sideband-report.any-cut", "report.option-after-ok"],
        },
        Push("push-request.only-offered", "push-asks", "A push asks for what was offered, and for nothing else.", ["refs/heads/main"], ["refs/heads/main"]) with { Versions = [0], Check = AskedCapabilities.CheckAsync },
        Push("push.connected", "push-checked", "A branch moves forward where every object is checked.", ["refs/heads/main"], ["refs/heads/main"]) with { Repository = "checked.git", Check = (run, token) => AskedCapabilities.LacksAsync(run, CapabilityId.PushCert, token), Also = ["push-cert.never-asked", "push-cert.nonce-plain"] },
        Push("push-request.shallow-first", "push-shallow", "A commit is pushed from a history that is cut.", ["refs/heads/main"], ["refs/heads/main"]) with { Seed = "cut.git" },
        Push("push-request.one-command-each", "push-several", "A branch is made, one moved, a tag made.", ["refs/heads/main", "refs/heads/feature", "refs/tags/v2.0"], ["refs/heads/main", "refs/heads/feature", "refs/tags/v2.0"]) with { AlsoInSha256 = true },
        Push("object-format.missing-is-sha1", "push-sha256", "The same with SHA-256.", ["refs/heads/main", "refs/tags/v2.0"], ["refs/heads/main", "refs/tags/v2.0"]) with
        {
            Seed = "ahead-sha256.git",
            Repository = "push-sha256.git",
            Also = ["push-request.one-format"],
        },
        Push("push-request.no-pack-for-deletes", "push-delete", "A branch is deleted; no pack travels.", [":refs/heads/topic"], []) with
        {
            AlsoInSha256 = true,
            Needs = CapabilityId.DeleteRefs,
            Play = run => Checked(run, (_, served) => Expect.Ref(served, "refs/heads/topic", null)),
            Also = ["delete-refs.never-asked", "push-request.no-delete-unoffered"],
        },
        Push("push.deletes-first", "push-exchange", "A branch is deleted and one made below its name.", [":refs/heads/topic", "refs/heads/main:refs/heads/topic/new"], []) with
        {
            Needs = CapabilityId.DeleteRefs,
            Play = run => Checked(run, (client, served) => Expect.All(
                Expect.Ref(served, "refs/heads/topic", null), Expect.Ref(served, "refs/heads/topic/new", client.Refs.TryRead(RefName.Parse("refs/heads/main"))?.Target))),
        },
        Push("atomic.all-or-none", "push-atomic", "Two branches move together.", ["refs/heads/main", "refs/heads/feature"], ["refs/heads/main", "refs/heads/feature"]) with
        {
            AlsoInSha256 = true,
            Needs = CapabilityId.Atomic,
            Task = task => task with { Specs = ["refs/heads/main", "refs/heads/feature"], Atomic = true },
            Also = ["push.atomic", "atomic.no-silent-loss"],
        },
        Push("push.atomic", "push-atomic-denied", "Where one of two branches may not move, neither does.", ["+refs/heads/topic:refs/heads/main", "refs/heads/feature"], []) with
        {
            Repository = "strict.git",
            Needs = CapabilityId.Atomic,
            Task = task => task with { Specs = ["+refs/heads/topic:refs/heads/main", "refs/heads/feature"], Atomic = true },
            Play = Refused,
            Also = ["atomic.all-or-none"],
        },
        Push("push-options.follows-request", "push-options", "Options go with a push.", ["refs/heads/main"], ["refs/heads/main"]) with
        {
            AlsoInSha256 = true,
            Needs = CapabilityId.PushOptions,
            Task = task => task with { Specs = ["refs/heads/main"], Options = ["reviewer=one", "with blanks and ümlauts"] },
            Also = ["push-options.asked-first", "push-options.before-the-pack"],
        },
        Push("quiet.keep-quiet", "push-quiet", "No progress comes where a push is to be quiet.", ["refs/heads/main"], ["refs/heads/main"]) with
        {
            Versions = [0],
            Needs = CapabilityId.Quiet,
            Task = task => task with { Specs = ["refs/heads/main"], Quiet = true },
            ClientAsks = CapabilityId.Quiet,
            Check = async (run, token) => (await SaidAsync(run, token)).Any(key => key is { Element: 0, Band: (byte)Band.Progress }) ? "there is progress in band 2" : null,
        },
        Push("push.dry-run", "push-nothing", "Nothing is to be pushed, and that is no error.", ["refs/heads/topic"], ["refs/heads/topic"]),
        Push("advertisement.have-is-no-ref", "push-lent", "Objects that a server has from elsewhere are no refs to a push.", ["refs/heads/topic"], ["refs/heads/topic"]) with
        {
            Repository = "lent.git",
            Writes = false,
        },
        Push("report.missing-ref", "push-denied", "What is no fast-forward is refused where the server says so, and the client says why.", ["+refs/heads/topic:refs/heads/main"], []) with
        {
            Repository = "strict.git",
            Play = Refused,
            Also = ["wire.exact-words", "wire.words-kept"],
        },
    ];

    private static Scenario Push(string rule, string name, string title, string[] specs, string[] moved) => new(rule, name, title, _ => Task.FromResult<string?>(null))
    {
        Verb = ClientVerb.Push,
        Versions = [0, 1],
        Task = task => task with { Specs = specs },
        Seed = "ahead.git",
        Repository = "push.git",
        Play = run => Checked(run, (client, served) => Expect.All([.. moved.Select(name => Expect.Ref(served, name, client.Refs.TryRead(RefName.Parse(name))?.Target))])),
    };

    private static async Task<IReadOnlyList<PacketKey>> SaidAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var said = new PacketKeys();
        foreach (var one in run.Bench.Wire.Connections)
            await one.CheckAsync(said, cancellationToken: cancellationToken);
        return said.Of(Role.Server);
    }

    private static async Task<string?> Checked(ScenarioRun run, Func<FileRepository, FileRepository, string?> check)
    {
        if (Expect.Success(run) is { } problem)
            return problem;
        using var client = run.OpenClient();
        using var served = await run.OpenServedAsync();
        return check(client, served) ?? await Expect.WholeAsync(served.GitDirectory, CancellationToken.None);
    }

    /// <summary>The client failed in words, and nothing was changed.</summary>
    public static async Task<string?> Refused(ScenarioRun run)
    {
        using var served = await run.OpenServedAsync();
        using var made = run.OpenMade();
        return Expect.All(Expect.Failure(run), Expect.SameRefs(served, made));
    }
}

using System.Text;
using GitProto.Conformance.Peers;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is asked of a list of refs.</summary>
internal static class ListScenarios
{
    public static IEnumerable<Scenario> All() =>
    [
        Of("advertisement.head-first", "list", "All refs are listed: HEAD first, each tag with what it points to.", Listed, "basic.git") with
        {
            Also = ["advertisement.peeled-after-tag", "ls-refs-response.order", "v2-advertisement.version-first", "v2-advertisement.no-refs", "protocol-version.highest", "protocol-version.read-the-answer", "git-proto-request.extras-last"],
            Quick = true,
        },
        Of("object-format.first-counts", "list-sha256", "All refs of a repository with SHA-256 are listed.", Listed, "basic-sha256.git") with { Also = ["object-format.same-in-request"] },
        Of("protocol-version.v0-default", "list-plainly", "A list in version 0 is asked for without a word about versions.", Listed, "basic.git") with { Versions = [0], Check = (run, _) => Task.FromResult(AsksNoVersion(run)) },
        Of("advertisement.have-for-push", "list-lent", "Objects that are lent from another repository are nothing to a list.", Listed, "lent.git") with { MustNotSay = [Elements.AdvertisementHave] },
        Of("advertisement.none-alone", "list-empty", "A repository without refs lists none.", Listed, "empty.git"),
        Of("advertisement.hidden", "list-hidden", "Hidden refs are not listed.", run => Task.FromResult(Expect.All(
            Expect.Success(run), run.End.Output.Contains("secret", StringComparison.Ordinal) ? "a hidden ref is listed" : null)), "hidden.git") with { Also = ["ls-refs-response.hidden"] },
        Of("ls-refs-request.filter-yourself", "list-heads", "Only the branches are listed, whatever else the server sends.", run => Heads(run), "basic.git") with
        {
            Task = task => task with { Specs = ["refs/heads/"] },
            Also = ["ls-refs-response.attributes-asked"],
        },
        Of("connect.one-answer", "list-missing", "A repository that is not there is refused in words.", run => Task.FromResult(Expect.Failure(run)), "no-such.git") with { Also = ["error.say-why", "error.last-words"] },
    ];

    private static Scenario Of(string rule, string name, string title, Func<ScenarioRun, Task<string?>> play, string repository) =>
        new(rule, name, title, play) { Verb = ClientVerb.List, Task = task => task, Repository = repository };

    private static Task<string?> Listed(ScenarioRun run)
    {
        using var made = run.OpenMade();
        var expected = new List<string>();
        if (made.Refs.TryRead(RefName.Head)?.Target is { } head)
            expected.Add($"{head}\tHEAD");
        // Whether a client shows what tags point to is its own affair.
        var peels = run.Bench.Judged == Direction.Server || run.End.Output.Contains("^{}", StringComparison.Ordinal);
        foreach (var found in made.Refs.List().Where(found => found.Target is not null))
        {
            expected.Add($"{found.Target}\t{found.Name}");
            if (peels && made.Objects.Peel(found.Target!.Value) is { } peeled && peeled.Id != found.Target)
                expected.Add($"{peeled.Id}\t{found.Name}^{{}}");
        }
        var lines = run.End.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("From ", StringComparison.Ordinal));
        return Task.FromResult(Expect.All(Expect.Success(run), lines.SequenceEqual(expected) ? null : $"listed were {Expect.Shown(string.Join("; ", lines))} where {Expect.Shown(string.Join("; ", expected))} are there"));
    }

    private static string? AsksNoVersion(ScenarioRun run) =>
        run.Bench.Wire.Connections.Any(one => one.Sent(Role.Client).AsSpan().IndexOf(Encoding.ASCII.GetBytes(ProtocolVersionTransport.Version(0)[..^1])) >= 0) ? "a version is asked for" : null;

    private static Task<string?> Heads(ScenarioRun run)
    {
        using var made = run.OpenMade();
        var expected = made.Refs.List((ByteString)"refs/heads/").Select(found => $"{found.Target}\t{found.Name}");
        return Task.FromResult(Expect.All(Expect.Success(run), run.End.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(expected) ? null : $"listed were {Expect.Shown(run.End.Output)}"));
    }
}

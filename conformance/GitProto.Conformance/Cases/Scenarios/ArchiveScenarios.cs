using System.Formats.Tar;
using System.IO.Compression;
using GitProto.Conformance.Peers;

namespace GitProto.Conformance.Cases.Scenarios;

/// <summary>What is asked of archives.</summary>
internal static class ArchiveScenarios
{
    public static IEnumerable<Scenario> All() =>
    [
        // The first, for it is what faults are tried in: so short an answer has come whole before a server that leaves with something unread takes the connection away.
        Of("archive.version-ignored", "archive-paths", "A tar of a path holds what is below it, and nothing else.", task => task with { Tree = "main", Format = "tar", Specs = ["bin"] }, run => TarAsync(run, compressed: false, names => names is ["bin/run"] ? null : $"it holds {string.Join(", ", names)}")) with { Versions = [0, 1, 2], Quick = true },
        Of("archive.version-ignored", "archive-tar", "A tar holds the files of the tree.", task => task with { Tree = "main", Format = "tar" }, run => TarAsync(run, compressed: false, Names)) with { Versions = [0, 1, 2], Quick = true, AlsoInSha256 = true, Also = ["archive.flush-ends"] },
        Of("archive.flush-ends", "archive-tar-gz", "A tar.gz holds the same.", task => task with { Tree = "main", Format = "tar.gz" }, run => TarAsync(run, compressed: true, Names)),
        Of("archive-request.format-first", "archive-zip", "A zip holds the same.", task => task with { Tree = "main", Format = "zip" }, Zip),
        Of("archive-request.no-filters", "archive-command", "A format that runs a command is refused where nobody has allowed it.", task => task with { Tree = "main", Format = "piped" }, run => Task.FromResult(Expect.Failure(run))) with { Repository = "offers.git" },
        Of("archive-request.refs-only", "archive-unknown", "A tree that no ref names is refused in words.", task => task with { Tree = "no-such-tree" }, run => Task.FromResult(Expect.Failure(run))) with { Also = ["archive-answer.nack-ends", "archive.fatal-last"] },
    ];

    private static Scenario Of(string rule, string name, string title, Func<ClientTask, ClientTask> task, Func<ScenarioRun, Task<string?>> play) =>
        new(rule, name, title, play) { Verb = ClientVerb.Archive, Versions = [0], Task = task };

    private static async Task<string?> TarAsync(ScenarioRun run, bool compressed, Func<List<string>, string?> check)
    {
        if (Expect.Success(run) is { } problem)
            return problem;
        await using var file = File.OpenRead(run.Task.Place);
        await using Stream stream = compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        await using var tar = new TarReader(stream);
        var names = new List<string>();
        while (await tar.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes))
                names.Add(entry.Name);
        }
        return check(names);
    }

    private static async Task<string?> Zip(ScenarioRun run)
    {
        if (Expect.Success(run) is { } problem)
            return problem;
        await using var zip = await ZipFile.OpenReadAsync(run.Task.Place);
        return Names([.. zip.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith('/'))]);
    }

    private static string? Names(List<string> names)
    {
        string[] some = ["README.md", "bin/run", "large.txt", "link", "merged.txt"];
        return some.Except(names).FirstOrDefault() is { } missing ? $"'{missing}' is not in it" : null;
    }
}

using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>What a client does with the names that a server gives its refs.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HostileRefNameTests
{
    private static readonly string[] Climbing = ["refs/heads/../../config", "refs/../config", "../../etc/passwd", "/etc/passwd", "refs/heads/..", "refs/./x", "refs/heads//x"];

    private static readonly string[] Foreign =
        ["config", "index", "objects", "hooks/x", "FETCH_HEAD", "ORIG_HEAD", "refs", "worktrees/x/HEAD", "main-worktree/refs/x", "packed-refs", "shallow"];

    private static readonly string[] Malformed =
    [
        "refs/heads/.x", "refs/heads/x.", "refs/heads/x..y", "refs/heads/x.lock", "refs/heads/x.lock/y", "refs/heads/x/", "refs/heads/x@{y", "refs/heads/x\\y", "refs/heads/x~",
        "refs/heads/x^", "refs/heads/x:", "refs/heads/x?", "refs/heads/x[", "refs/heads/x*", "refs/heads/\u0001", "refs/heads/\u001f", "refs/heads/\u007f", "@", "refs/heads/@{", "refs/",
    ];

    private static readonly string[] Disguised = ["refs/heads/..\u00e2\u0080\u008c", "refs/heads/.\u00e2\u0080\u008c.", "refs/heads/...", "refs/heads/..::$INDEX_ALLOCATION", "refs/heads/x/.. "];

    [TestCaseSource(nameof(Climbing))]
    public Task R01_An_advertised_name_that_climbs_is_passed_over_and_nothing_is_written(string name) => PassedOverAsync(name);

    [TestCaseSource(nameof(Foreign))]
    public Task R02_An_advertised_name_of_a_file_of_the_repository_is_passed_over(string name) => PassedOverAsync(name);

    [TestCaseSource(nameof(Foreign))]
    public async Task R02_A_file_of_the_repository_is_no_destination_of_a_fetch(string name)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Create(place.At("r.git"), options: new FileRepositoryOptions { Fsync = FsyncComponents.None });
        var id = repository.Objects.Write(ObjectType.Blob, "a"u8);
        var before = HostileRow.Files(place.Path);
        await using var session = await ScriptedServer.OpenAsync([Wire.V2Greeting, Wire.Lines($"{id} refs/tags/a\n", "0000")]);

        var fetched = await session.FetchAsync(repository, new FetchOptions { RefSpecs = [RefSpec.ParseFetch($"refs/tags/a:{name}")] });

        // It is a short name: it stands for a branch, which no blob can be.
        fetched.Refs.Select(found => found.Name.ToString()).ShouldAllBe(found => found.StartsWith("refs/heads/", StringComparison.Ordinal) || found == "refs/tags/a");
        HostileRow.Files(place.Path).Where(entry => !entry.Contains("/refs/", StringComparison.Ordinal)).ShouldBe(
            before.Where(entry => !entry.Contains("/refs/", StringComparison.Ordinal)));
    }

    [TestCaseSource(nameof(Malformed))]
    public Task R03_An_advertised_name_that_git_would_refuse_is_passed_over(string name) => PassedOverAsync(name);

    [TestCaseSource(nameof(Disguised))]
    public Task R04_An_advertised_name_with_two_dots_in_disguise_is_passed_over(string name) => PassedOverAsync(name);

    [TestCase("refs/heads/*:refs/heads/*/../../../x")]
    [TestCase("refs/heads/a:refs/heads/../../config")]
    [TestCase("refs/heads/a:refs/heads/x.lock")]
    [TestCase("refs/heads/../../config:refs/heads/a")]
    [TestCase("^refs/../config")]
    public void R03_A_refspec_with_an_illegal_name_is_refused_before_anything_is_sent(string text) => Refusal.Of<RefRefusedException>(() => RefSpec.ParseFetch(text));

    /// <summary>Lists the name beside a good one, in v0 and v2, and fetches all: only the good one is written.</summary>
    private static async Task PassedOverAsync(string name)
    {
        foreach (var v2 in new[] { false, true })
        {
            using var place = new TestDirectory();
            using var repository = FileRepository.Create(place.At("r.git"), options: new FileRepositoryOptions { Fsync = FsyncComponents.None });
            var id = repository.Objects.Write(ObjectType.Blob, "a"u8);
            var before = HostileRow.Files(place.Path);
            byte[][] script = v2
                ? [Wire.V2Greeting, Wire.Lines($"{id} {name}\n", $"{id} refs/tags/good\n", "0000")]
                : [Wire.Lines($"{id} refs/tags/good\0side-band-64k\n", $"{id} {name}\n", "0000")];
            await using var session = await ScriptedServer.OpenAsync(script);
            FetchResult fetched;
            try
            {
                fetched = await session.FetchAsync(repository, new FetchOptions { RefSpecs = [RefSpec.Mirror, RefSpec.ParseFetch("*:refs/all/*")] });
            }
            catch (MalformedMessageException) when (name.Any(character => character is <= ' ' or '\u007f'))
            {
                // In v2 what follows the blank is no part of the name, and is not known either; a control byte is in no line of refs.
                HostileRow.Files(place.Path).ShouldBe(before);
                continue;
            }

            fetched.Refs.Select(found => found.Name.ToString()).ShouldBe(["refs/tags/good", "refs/all/refs/tags/good"], ignoreOrder: true);
            fetched.Ignored.Select(found => found.Span.ToArray()).ShouldContain(found => found.SequenceEqual(Wire.Bytes(name)));
            HostileRow.Files(place.Path).Except(before).Where(entry => entry.Contains(' ', StringComparison.Ordinal)).Select(entry => entry[(place.Path.Length + 1)..entry.IndexOf(' ', StringComparison.Ordinal)])
                .ShouldBe(["r.git/refs/tags/good", "r.git/refs/all/refs/tags/good"], ignoreOrder: true);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>Refs that are hidden by the host, by the resolver or by the config of a repository, in every operation that could show them.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HiddenRefTests : IDisposable
{
    private const string Secret = "refs/secret/x";
    private readonly TestDirectory place = new();
    private string path = null!;
    private string main = null!;
    private string secret = null!;
    private string tag = null!;

    [OneTimeSetUp]
    public void Make()
    {
        path = SourceRepository.MakeRich(place, "r.git", commits: 12);
        main = RealGit.Run(path, "rev-parse", "main");
        secret = RealGit.Run(path, "commit-tree", "-p", "main", "-m", "secret", "main^{tree}");
        RealGit.Run(path, "update-ref", Secret, secret);
        RealGit.Run(path, "update-ref", "refs/secret/public", "main");
        RealGit.Run(path, "tag", "-a", "-m", "hidden", "hidden-tag", "main");
        tag = RealGit.Run(path, "rev-parse", "hidden-tag");
        RealGit.Run(path, "symbolic-ref", "refs/heads/to-secret", Secret);
    }

    public void Dispose() => place.Dispose();

    [SetUp]
    public void Reset()
    {
        RealGit.Run(path, "symbolic-ref", "HEAD", "refs/heads/main");
        foreach (var key in new[] { "transfer.hideRefs", "uploadpack.hideRefs" })
            RealGit.Try(path, "", "config", "--unset-all", key);
    }

    [Test]
    public async Task H14_No_list_names_a_hidden_ref_or_its_value([Values(0, 1, 2)] int version, [Values] Way way, [Values] bool headIsHidden)
    {
        if (headIsHidden)
            RealGit.Run(path, "symbolic-ref", "HEAD", Secret);
        var arguments = new[] { "peel", "symrefs", "unborn", "ref-prefix refs/secret/", "ref-prefix refs/tags/", "ref-prefix HEAD", "ref-prefix refs/heads/" };

        var said = await SayAsync(way, version, version == 2 ? Command("ls-refs", arguments) : "0000");

        said.ShouldContain("refs/heads/main");
        said.ShouldContain("refs/secret/public");
        foreach (var hidden in new[] { Secret, secret, tag, "hidden-tag" })
            said.ShouldNotContain(hidden);
        said.Contains("HEAD", StringComparison.Ordinal).ShouldBe(!headIsHidden);
    }

    [Test]
    public async Task H14_A_hidden_tip_is_not_to_be_wanted([Values(0, 1, 2)] int version, [Values] Way way, [Values(WantRule.Tips, WantRule.Reachable)] WantRule rule)
    {
        var rules = new UploadPackOptions { Wants = rule, WantsV2 = rule };
        foreach (var hidden in new[] { secret, tag })
        {
            var want = version == 2 ? Command("fetch", $"want {hidden}", "done") : Pkt($"want {hidden}\n") + "0000" + Pkt("done\n");
            (await SayAsync(way, version, want, rules)).ShouldContain($"ERR upload-pack: not our ref {hidden}");
        }
    }

    [Test]
    public async Task H14_A_hidden_ref_is_unknown_by_name([Values] Way way)
    {
        var rules = new UploadPackOptions { AllowRefInWant = true };
        (await SayAsync(way, 2, Command("fetch", $"want-ref {Secret}", "done"), rules)).ShouldContain($"ERR unknown ref {Secret}");
        (await SayAsync(way, 2, Command("fetch", $"want {main}", $"deepen-not {Secret}", "done"), rules)).ShouldContain($"ERR ambiguous deepen-not: {Secret}");
    }

    [Test]
    public async Task H12_In_strict_mode_a_client_learns_nothing_by_claiming_to_have_it([Values(0, 1, 2)] int version, [Values] Way way, [Values] bool strict)
    {
        var blob = RealGit.Run(path, "rev-parse", "main:dir/file1");
        foreach (var (id, isShown) in new[] { (main, true), (RealGit.Run(path, "rev-parse", "main~3"), true), (secret, false), (tag, false), (blob, false), (new string('5', 40), false) })
        {
            var request = version == 2
                ? Command("fetch", $"want {main}", $"have {id}")
                : Pkt($"want {main} multi_ack_detailed\n") + "0000" + Pkt($"have {id}\n") + "0000";
            var said = await SayAsync(way, version, request, new UploadPackOptions { StrictHaves = strict });
            said.Contains($"ACK {id}", StringComparison.Ordinal).ShouldBe(isShown || (!strict && id[0] != '5'), $"{id} {said}");
        }
    }

    [Test]
    public async Task H14_A_tag_that_is_hidden_comes_with_no_pack([Values] Way way)
    {
        var plain = await SayAsync(way, 2, Command("fetch", $"want {main}", "done"));
        var tagged = await SayAsync(way, 2, Command("fetch", $"want {main}", "include-tag", "done"));

        // The other tags come.
        Objects(tagged).ShouldBe(Objects(plain) + 2);
    }

    [Test]
    public async Task H14_A_hidden_ref_has_no_archive([Values] Way way)
    {
        RealGit.Run(path, "symbolic-ref", "HEAD", Secret);
        foreach (var name in new[] { Secret, "secret/x", "hidden-tag", "to-secret", "HEAD", "@" })
            (await SayAsync(way, archive: ArchiveTalk.Request("--", name))).ShouldContain($"no such ref: {name}");
        (await SayAsync(way, archive: ArchiveTalk.Request("main"))).ShouldContain("pax_global_header");
    }

    [Test]
    public void N19_As_many_rules_as_one_likes_are_asked_in_no_more_time()
    {
        var hides = HiddenRefs.Parse([.. Enumerable.Range(0, 10_000).Select(number => $"refs/heads/team{number}"), "!refs/heads/team7/shown"])!;
        var names = Enumerable.Range(0, 100_000).Select(number => RefName.Parse(string.Create(CultureInfo.InvariantCulture, $"refs/heads/team{number}/a/b/c"))).ToList();

        var clock = Stopwatch.StartNew();
        names.Count(hides).ShouldBe(10_000);
        clock.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromMilliseconds(500)));
        hides(RefName.Parse("refs/heads/team7/shown/x")).ShouldBeFalse();
        hides(RefName.Parse("refs/heads/team7/shownnot")).ShouldBeTrue();
    }

    private static string Command(string name, params IEnumerable<string> arguments) =>
        Pkt($"command={name}\n") + "0001" + string.Concat(arguments.Select(argument => Pkt(argument + "\n"))) + "0000";

    private static int Objects(string said)
    {
        var pack = said[said.IndexOf("PACK\0\0\0\u0002", StringComparison.Ordinal)..];
        return (pack[10] << 8) | pack[11];
    }

    private async Task<string> SayAsync(Way way, int version = 2, string? request = null, UploadPackOptions? rules = null, string? archive = null)
    {
        static bool IsHidden(RefName name) => name.ToString() is Secret or "refs/tags/hidden-tag";
        if (way == Way.Config)
        {
            RealGit.Run(path, "config", "--add", "transfer.hideRefs", "refs/secret");
            RealGit.Run(path, "config", "--add", "uploadpack.hideRefs", "!refs/secret/public");
            RealGit.Run(path, "config", "--add", "uploadpack.hideRefs", "refs/tags/hidden-tag");
        }
        using var repository = FileRepository.Open(path);
        var options = new GitServerOptions { Hides = way == Way.Host ? IsHidden : null, UploadPack = rules ?? UploadPackOptions.Default };
        await using var client = Call(new OneRepository(new ServedRepository(repository, "r", owned: false) { Hides = way == Way.Resolver ? IsHidden : null }), options);
        await client.SendAsync(archive is null ? Hello(version) + request : ArchiveTalk.Hello + archive);
        var said = client.ReadToEndAsync();
        await client.EndAsync().AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
        return await said;
    }

    /// <summary>Who hides.</summary>
    public enum Way
    {
        Host,
        Resolver,
        Config,
    }

    private sealed class OneRepository(ServedRepository served) : IRepositoryResolver
    {
        public ValueTask<ServedRepository?> ResolveAsync(RepositoryRequest request, CancellationToken cancellationToken = default) => new(served);
    }
}

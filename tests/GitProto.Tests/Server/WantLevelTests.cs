using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>What a client may ask for, by the level that is set: by the host, or by the config of a repository.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WantLevelTests : IDisposable
{
    private readonly TestDirectory place = new();
    private string path = null!;
    private Dictionary<string, string> ids = null!;

    [SetUp]
    public void Make()
    {
        path = SourceRepository.MakeRich(place, "r.git", commits: 12);
        RealGit.Run(path, "config", "transfer.hideRefs", "refs/hidden");
        RealGit.Run(path, "update-ref", "refs/hidden/x", RealGit.Run(path, "commit-tree", "-m", "hidden", "main^{tree}"));
        ids = new()
        {
            ["tip"] = RealGit.Run(path, "rev-parse", "main"),
            ["reachable"] = RealGit.Run(path, "rev-parse", "main~4"),
            ["hidden"] = RealGit.Run(path, "rev-parse", "refs/hidden/x"),
            ["secret"] = RealGit.Run(path, "commit-tree", "-m", "secret", "main^{tree}"),
            ["blob"] = RealGit.Run(path, "rev-parse", "main:dir/file1"),
            ["nothing"] = new string('5', 40),
        };
    }

    public void Dispose() => place.Dispose();

    [TestCase(WantRule.Tips, "tip")]
    [TestCase(WantRule.HiddenTips, "tip hidden")]
    [TestCase(WantRule.Reachable, "tip reachable")]
    [TestCase(WantRule.Any, "tip reachable hidden secret blob")]
    public async Task H15_A_level_gives_what_it_says_and_nothing_else(WantRule rule, string given)
    {
        foreach (var version in new[] { 0, 1, 2 })
            (await GivenAsync(version, new UploadPackOptions { Wants = rule, WantsV2 = rule })).ShouldBe(given.Split(' '), ignoreOrder: false, $"version {version}");
    }

    [TestCase("", "tip", "tip reachable hidden secret blob")]
    [TestCase("allowTipSHA1InWant", "tip hidden", "tip reachable hidden secret blob")]
    [TestCase("allowReachableSHA1InWant", "tip reachable", "tip reachable hidden secret blob")]
    [TestCase("allowAnySHA1InWant", "tip reachable hidden secret blob", "tip reachable hidden secret blob")]
    public async Task H15_The_config_of_a_repository_sets_the_level_and_by_default_it_is_gits(string key, string given, string givenInV2)
    {
        if (key.Length > 0)
            RealGit.Run(path, "config", $"uploadpack.{key}", "true");
        (await GivenAsync(0, UploadPackOptions.Default)).ShouldBe(given.Split(' '));
        (await GivenAsync(2, UploadPackOptions.Default)).ShouldBe(givenInV2.Split(' '));
    }

    [Test]
    public async Task H15_A_config_that_says_no_counts_over_a_server_that_gives_anything()
    {
        RealGit.Run(path, "config", "uploadpack.allowAnySHA1InWant", "false");

        (await GivenAsync(0, new UploadPackOptions { Wants = WantRule.Any })).ShouldBe(["tip"]);
    }

    [Test]
    public async Task H15_A_want_that_a_forced_push_left_behind_is_refused_or_served_but_never_half([Values(0, 2)] int version)
    {
        foreach (var rule in new[] { WantRule.Tips, WantRule.Reachable })
        {
            var rules = new UploadPackOptions { Wants = rule, WantsV2 = rule };
            (await SayAsync(version, ids["tip"], rules)).ShouldContain("PACK");
            RealGit.Run(path, "update-ref", "refs/heads/main", "main~2");
            (await SayAsync(version, ids["tip"], rules)).ShouldEndWith(Pkt($"ERR upload-pack: not our ref {ids["tip"]}"));
            RealGit.Run(path, "update-ref", "refs/heads/main", ids["tip"]);
        }
    }

    private async Task<List<string>> GivenAsync(int version, UploadPackOptions rules)
    {
        var given = new List<string>();
        foreach (var (name, id) in ids)
        {
            var said = await SayAsync(version, id, rules);
            if (said.Contains("PACK", StringComparison.Ordinal))
                given.Add(name);
            else
                said.ShouldEndWith(Pkt($"ERR upload-pack: not our ref {id}"));
        }
        return given;
    }

    private async Task<string> SayAsync(int version, string id, UploadPackOptions rules)
    {
        using var repository = FileRepository.Open(path);
        var request = version == 2
            ? Pkt("command=fetch") + "0001" + Pkt($"want {id}\n") + Pkt("done\n") + "0000"
            : Pkt($"want {id}\n") + "0000" + Pkt("done\n");
        await using var client = Call(repository, new GitServerOptions { UploadPack = rules });
        await client.SendAsync(Hello(version) + request);
        var said = client.ReadToEndAsync();
        await client.EndAsync().AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
        return await said;
    }
}

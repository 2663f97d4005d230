using GitProto.Tests;

namespace GitProto.Cli.Tests;

/// <summary>The commands against a real Apache with git's own CGI program.</summary>
[CancelAfter(600_000)]
public sealed class HttpClientCommandTests : IDisposable
{
    private const string Secret = "s3cret-of-the-tests";
    private ApacheServer apache = null!;

    [OneTimeSetUp]
    public void Serve()
    {
        apache = new ApacheServer(new ApacheOptions { Logins = new Dictionary<string, string> { ["user"] = Secret } });
        SourceRepository.MakeRich(apache.Place, ApacheServer.In("rich.git"));
    }

    public void Dispose() => apache.Dispose();

    [Test]
    public void Refs_are_listed_as_git_lists_them([Values(0, 1, 2)] int version)
    {
        var expected = Run.Git(apache.Place.Path, "-c", $"protocol.version={version}", "ls-remote", "--symref", apache.Url("rich.git"));

        Run.Tool(apache.Place.Path, "ls-remote", "--symref", "--protocol", $"{version}", apache.Url("rich.git")).ShouldBe(new Outcome(0, expected, ""));
    }

    [Test]
    public void A_clone_is_fetched_into_and_pushed_from([Values(0, 2)] int version)
    {
        var (name, clone) = ($"work-{version}.git", $"clone-{version}.git");
        var served = SourceRepository.MakeRich(apache.Place, ApacheServer.In(name));
        var protocol = new[] { "--protocol", $"{version}" };

        Tool(["clone", .. protocol, "-q", Login(name), clone]);
        SourceRepository.Add(served, "main", 800, 2);
        Tool(["fetch", .. protocol, "-q", "-C", clone, Login(name), "+refs/heads/*:refs/heads/*"]);
        Tool(["fetch-pack", .. protocol, "-q", Login(name), "-o", $"{clone}.pack", "main"]);
        SourceRepository.Add(apache.Place.At(clone), "mine", 900, 3, isRoot: true);
        Tool(["push", .. protocol, "-q", "-C", clone, Login(name), "mine", ":side"]);

        RealGit.Run(apache.Place.At(clone), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        RealGit.Run(served, "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        RealGit.Run(served, "rev-parse", "mine").ShouldBe(RealGit.Run(apache.Place.At(clone), "rev-parse", "mine"));
        RealGit.Run(apache.Place.At(clone), "rev-parse", "main").ShouldBe(RealGit.Run(served, "rev-parse", "main"));
        RealGit.Try(served, "", "rev-parse", "-q", "--verify", "side").Code.ShouldBe(1);
        RealGit.Run(apache.Place.Path, "index-pack", "--strict", $"{clone}.pack");
    }

    [Test]
    [Category("hostile")]
    public void S18_A_password_stands_in_no_output_and_no_file()
    {
        var traced = Run.Tool(apache.Place.Path, "clone", "--trace", Login("rich.git"), "traced.git");
        var fetched = Run.Tool(apache.Place.Path, "fetch", "-C", "traced.git", Login("rich.git"), "+refs/heads/*:refs/x/*");
        var refused = Run.Tool(apache.Place.Path, "ls-remote", "--trace", $"http://user:{Secret}x@127.0.0.1:{apache.Port}/auth/rich.git");
        var absent = Run.Tool(apache.Place.Path, "push", "-C", "traced.git", Login("absent.git"), "main");

        traced.Code.ShouldBe(0, traced.Error);
        fetched.Code.ShouldBe(0, fetched.Error);
        refused.Code.ShouldBe(128);
        refused.Error.ShouldContain("authentication failed for 'http://127.0.0.1:");
        absent.Code.ShouldBe(128);
        foreach (var outcome in new[] { traced, fetched, refused, absent })
            (outcome.Output + outcome.Error).ShouldNotContain(Secret);
        foreach (var file in Directory.EnumerateFiles(apache.Place.At("traced.git"), "*", SearchOption.TopDirectoryOnly))
            File.ReadAllText(file).ShouldNotContain(Secret);
    }

    [Test]
    public void Git_is_asked_for_credentials_without_being_told_to()
    {
        File.WriteAllText(apache.Place.At("credentials"), $"http://user:{Secret}@127.0.0.1%3a{apache.Port}\n");
        RealGit.Run(apache.Place.Path, "init", "-q", "--bare", "asking.git");
        RealGit.Run(apache.Place.At("asking.git"), "config", "credential.helper", $"store --file={apache.Place.At("credentials")}");

        var outcome = Run.Tool(apache.Place.At("asking.git"), "ls-remote", apache.GuardedUrl("rich.git"));

        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("refs/heads/main");
    }

    [Test]
    public void What_fails_is_told_in_one_line()
    {
        Run.Tool(apache.Place.Path, "ls-remote", apache.GuardedUrl("rich.git")).Error.ShouldEndWith("(401): the server asks who is there, and no credentials are known\n");
        Run.Tool(apache.Place.Path, "ls-remote", apache.Url("absent.git")).ShouldBe(new Outcome(128, "", $"fatal: the repository '{apache.Url("absent.git")}' is not found (404)\n"));
        Run.Tool(apache.Place.Path, "ls-remote", "--proxy", "htpp://p", apache.Url("rich.git")).Error.ShouldStartWith("fatal: the proxy 'htpp://p' is refused");
    }

    private void Tool(string[] arguments)
    {
        var outcome = Run.Tool(apache.Place.Path, arguments);
        outcome.Code.ShouldBe(0, outcome.Error);
    }

    private string Login(string name) => apache.GuardedUrl(name, $"user:{Secret}");
}

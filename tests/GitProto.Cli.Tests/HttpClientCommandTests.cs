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
    [Category("hostile")]
    public void S08_A_planted_git_is_not_asked_for_credentials()
    {
        var trap = apache.Place.At("trap");
        foreach (var name in new[] { "git", "git-credential", "bin/git", "bin/git-credential" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(trap, name))!);
            File.WriteAllText(Path.Join(trap, name), $"#!/bin/sh\ntouch '{apache.Place.At("ran")}'\necho username=user\necho 'password={Secret}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Join(trap, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var outcome = Run.With(trap, [("PATH", $":.:bin:./bin:{Environment.GetEnvironmentVariable("PATH")}"), ("HOME", trap)], Run.ToolPath, "ls-remote", apache.GuardedUrl("rich.git"));

        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldContain("no credentials are known");
        File.Exists(apache.Place.At("ran")).ShouldBeFalse();
    }

    [Test]
    public void An_archive_comes_as_from_the_repository_itself()
    {
        var served = SourceRepository.MakeRich(apache.Place, ApacheServer.In("tree.git"));
        using var ours = new ApacheServer(new ApacheOptions { Program = [Run.ToolPath, "http-backend"] });
        SourceRepository.MakeRich(ours.Place, ApacheServer.In("tree.git"));

        var outcome = Run.Tool(apache.Place.Path, "archive", "-q", "--remote", ours.GuardedUrl("tree.git", "user:secret"), "--prefix", "x/", "-o", "tree.tar", "main");

        outcome.ShouldBe(new Outcome(0, "", ""));
        RealGit.Run(served, "archive", "--prefix=x/", "-o", apache.Place.At("theirs.tar"), "main");
        File.ReadAllBytes(apache.Place.At("tree.tar")).ShouldBe(File.ReadAllBytes(apache.Place.At("theirs.tar")));
        Run.Tool(apache.Place.Path, "archive", "-q", "--remote", ours.Url("tree.git"), "main").Error.ShouldContain("forbidden (403)");
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

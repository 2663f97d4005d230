using System.Runtime.Versioning;
using GitProto.Tests;

namespace GitProto.Cli.Tests;

/// <summary>Repositories of another user.</summary>
[Category("hostile")]
[UnsupportedOSPlatform("windows")]
public sealed class RepositoryOwnerTests : IDisposable
{
    private const string Nobody = "65534";
    private Sample? sample;

    private string Foreign => sample!.At("foreign.git");

    [SetUp]
    public void Make()
    {
        sample = new Sample();
        Run.Git(sample.Path, "clone", "-q", "--bare", "a", "foreign.git");
        Give(Nobody);
    }

    [TearDown]
    public void Dispose()
    {
        if (sample is null)
            return;
        Give(Run.With(sample.Path, [], "id", "-u").Output.Trim());
        sample.Dispose();
        sample = null;
    }

    [Test]
    public void H01_Pushes_and_archives_are_refused_and_fetches_are_not()
    {
        var head = Run.Git(sample!.Repository, "rev-parse", "main").Trim();
        foreach (var service in new[] { "receive-pack", "upload-archive" })
        {
            var refused = Run.Tool(sample!.Path, service, Foreign);
            (refused.Code, refused.Output).ShouldBe((128, ""));
            refused.Error.ShouldStartWith($"fatal: detected dubious ownership in repository at '{Foreign}'");
        }
        Run.Tool(sample!.Path, "push", "-C", sample!.Repository, Foreign, "main:new").Error.ShouldContain("detected dubious ownership");
        Run.Tool(sample!.Path, "push", "-C", Foreign, sample!.At("a"), "main:new").Error.ShouldContain("detected dubious ownership");
        Run.Tool(sample!.Path, "ls-remote", Foreign, "main").Output.ShouldBe($"{head}\trefs/heads/main\n");
        Run.TryGit(sample!.Path, "ls-remote", $"--upload-pack='{Run.ToolPath}' upload-pack", Foreign, "main").Output.ShouldBe($"{head}\trefs/heads/main\n");
    }

    [Test]
    public void H01_A_served_one_is_fetched_from_and_not_pushed_to()
    {
        using var served = new ServedDirectory(sample!.Path, "--allow-push");

        Run.TryGit(sample!.Path, "ls-remote", served.BaseUrl + "foreign.git").Code.ShouldBe(0);
        var pushed = Run.TryGit(sample!.Repository, "push", served.BaseUrl + "foreign.git", "main:new");

        pushed.Code.ShouldBe(128);
        pushed.Error.ShouldContain("access denied or repository not exported");
        pushed.Error.ShouldNotContain(sample!.Path);
    }

    [Test]
    public void H01_What_the_user_of_the_server_lists_is_served()
    {
        File.WriteAllText(sample!.At("settings"), $"[safe]\n\tdirectory = {Foreign}\n");
        foreach (var variables in new (string, string)[][] { [("GIT_CONFIG_GLOBAL", sample!.At("settings"))], [("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "safe.directory"), ("GIT_CONFIG_VALUE_0", "*")] })
        {
            var told = Run.With(sample!.Path, variables, Run.ToolPath, "receive-pack", "--http-backend-info-refs", Foreign);
            (told.Code, told.Error).ShouldBe((0, ""));
        }
        // What a repository says of itself is no word of the host's.
        Run.With(sample!.Path, [], "git", "config", "-f", System.IO.Path.Join(Foreign, "config"), "safe.directory", "*").Code.ShouldBe(0);
        Run.Tool(sample!.Path, "receive-pack", Foreign).Code.ShouldBe(128);
    }

    [Test]
    public void H01_Settings_that_cannot_be_read_are_named()
    {
        File.WriteAllText(sample!.At("settings"), "[safe\n");

        Run.With(sample.Path, [("GIT_CONFIG_GLOBAL", sample.At("settings"))], Run.ToolPath, "receive-pack", Foreign).Error.ShouldBe($"fatal: line 1 of '{sample.At("settings")}' is malformed\n");
    }

    /// <summary>Gives the repository to a user, which only root can.</summary>
    private void Give(string user)
    {
        string[] chown = ["chown", "-R", user, Foreign];
        var given = Environment.IsPrivilegedProcess ? Run.With(sample!.Path, [], chown[0], chown[1..]) : Run.With(sample!.Path, [], Counterpart.Find("sudo"), ["-n", .. chown]);
        if (given.Code != 0)
            Counterpart.Lack($"A file cannot be given to another user: {given.Error}");
    }
}

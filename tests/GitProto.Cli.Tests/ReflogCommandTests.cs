using System.Runtime.Versioning;

namespace GitProto.Cli.Tests;

/// <summary>What the tool writes into the logs of refs, beside git's programs with the same environment.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ReflogCommandTests : IDisposable
{
    private static readonly (string, string)[] Somebody = [("GIT_COMMITTER_NAME", "C O Mitter"), ("GIT_COMMITTER_EMAIL", "committer@example.com"), ("GIT_COMMITTER_DATE", "1700000000 +0130")];
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase("")]
    [TestCase("pull --ff-only")]
    public void A_fetch_is_logged_as_git_logs_it(string action)
    {
        Twins("clone", "-q", "a");
        Run.Git(sample.Repository, "branch", "new");
        Run.Git(sample.Repository, "branch", "-f", "topic/deep", "v1.0~1");
        Run.Git(sample.Repository, "commit", "-q", "--allow-empty", "-m", "rewritten", "--amend");
        sample.Commit("four");
        Run.Git(sample.Repository, "branch", "-f", "topic/deep", "v1.0");
        (string, string)[] variables = [.. Somebody, .. action.Length == 0 ? [] : ((string, string)[])[("GIT_REFLOG_ACTION", action)]];
        string[] arguments = ["fetch", "../a", "+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/remotes/tags/*"];

        Run.With(sample.At("ours"), variables, Run.ToolPath, arguments).Code.ShouldBe(0);
        Run.With(sample.At("gits"), variables, "git", arguments).Code.ShouldBe(0);

        Logs("ours").ShouldBe(Logs("gits"));
        Logs("ours").ShouldContain("C O Mitter <committer@example.com> 1700000000 +0130\t" + (action.Length == 0 ? "fetch ../a +refs/heads/*" : action));
        foreach (var what in (string[])["storing head", "fast-forward", "forced-update", "storing tag"])
            Logs("ours").ShouldContain($": {what}\n");
    }

    [Test]
    public void A_push_is_logged_under_the_name_that_git_takes_from_environment_or_config([Values] bool whole, [Values] bool program)
    {
        Twins("init", "-q", "--bare", "-b", "main");
        (string, string)[] variables = whole ? Somebody : [Somebody[1], Somebody[2], ("GIT_CONFIG_GLOBAL", sample.At("config"))];
        File.WriteAllText(sample.At("config"), "[user]\n\tname = By Config\n");
        foreach (var name in (string[])["ours", "gits"])
            Run.Git(sample.At(name), "config", "core.logAllRefUpdates", "true");

        // Through git's client into our program, or all of it in ours.
        Push(program ? ["git", "push", $"--receive-pack='{Run.ToolPath}' receive-pack", "../ours", "main"] : [Run.ToolPath, "push", "../ours", "main"]);
        Push(["git", "push", "../gits", "main"]);

        Logs("ours").ShouldBe(Logs("gits"));
        void Push(string[] command) => Run.With(sample.Repository, variables, "env", [.. whole ? [] : (string[])["-u", "GIT_COMMITTER_NAME"], .. command]).Code.ShouldBe(0);
        Logs("ours").ShouldContain((whole ? "C O Mitter" : "By Config") + " <committer@example.com> 1700000000 +0130\tpush\n");
    }

    [Test]
    public void A_date_that_is_none_is_refused_and_no_ref_moves()
    {
        Run.Git(sample.Path, "clone", "-q", "a", "ours");
        sample.Commit("four");
        var before = sample.Refs("ours");

        var outcome = Run.With(sample.At("ours"), [("GIT_COMMITTER_DATE", "yesteryear")], Run.ToolPath, "fetch", "../a", "refs/heads/*:refs/remotes/origin/*");

        outcome.Code.ShouldBe(128);
        outcome.Error.ShouldContain("invalid date format: yesteryear");
        sample.Refs("ours").ShouldBe(before);
        Directory.GetFiles(sample.At("ours/.git"), "*.lock", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [TestCase("1700000000 +0130")]
    [TestCase("1700000000 -0030")]
    [TestCase("@1700000000 +0000")]
    [TestCase("@12 +0000")]
    [TestCase("Thu, 07 Apr 2005 22:13:13 +0200")]
    [TestCase("2005-04-07T22:13:13 +0200")]
    [TestCase("2005-04-07 22:13:13 -0330")]
    [TestCase("2005-04-07T22:13:13Z")]
    public void Dates_are_read_as_git_reads_them(string text)
    {
        var expected = Run.With(sample.Repository, [.. Somebody[..2], ("GIT_COMMITTER_DATE", text)], "git", "var", "GIT_COMMITTER_IDENT").Output.TrimEnd();

        var read = GitDate.TryParse(text).ShouldNotBeNull();

        new Storage.Signature("C O Mitter", "committer@example.com", read).ToString().ShouldBe(expected);
    }

    [TestCase("")]
    [TestCase("yesteryear")]
    [TestCase("1700000000 +9999")]
    [TestCase("@99999999999999999 +0000")]
    public void What_is_no_date_is_none(string text) => GitDate.TryParse(text).ShouldBeNull();

    private void Twins(string verb, params string[] arguments)
    {
        Run.Git(sample.Path, [verb, .. arguments, "gits"]);
        Run.With(sample.Path, [], "cp", "-r", "gits", "ours").Code.ShouldBe(0);
    }

    private string Logs(string name)
    {
        var root = Directory.Exists(sample.At($"{name}/.git")) ? sample.At($"{name}/.git/logs") : sample.At($"{name}/logs");
        return string.Concat(Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => $"{System.IO.Path.GetRelativePath(root, path)}\n{File.ReadAllText(path)}"));
    }
}

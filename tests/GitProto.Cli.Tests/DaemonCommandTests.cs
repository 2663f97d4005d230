using System.Globalization;
using System.Text;

namespace GitProto.Cli.Tests;

/// <summary>The daemon in the place of git's, with real git clients.</summary>
public sealed class DaemonCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void It_says_that_it_is_ready_and_stops_when_it_is_asked_to()
    {
        using var daemon = new Daemon(sample.Path, "--export-all", "--base-path=" + sample.Path, "--pid-file=" + sample.At("pid"));

        daemon.Greeting.ShouldBe(string.Create(CultureInfo.InvariantCulture, $"[{daemon.Id}] Ready to rumble"));
        Run.Git(sample.Path, "clone", "-q", "--mirror", daemon.Url("/a"), "copy.git");
        sample.Refs("copy.git").ShouldBe(sample.Refs("a"));
        File.ReadAllText(sample.At("pid")).ShouldBe(string.Create(CultureInfo.InvariantCulture, $"{daemon.Id}\n"));
        daemon.Stop().ShouldBe(0);
    }

    [Test]
    public void Only_what_is_marked_is_served_unless_all_is()
    {
        using var daemon = new Daemon(sample.Path, "--base-path=" + sample.Path, "--informative-errors");

        Refused(daemon, "/a").ShouldBe("repository not exported: /a");
        Refused(daemon, "/none").ShouldBe("no such repository: /none");
        File.WriteAllText(Path.Join(sample.Repository, ".git", "git-daemon-export-ok"), "");
        Listed(daemon, "/a");
    }

    [Category("hostile")]
    [Test]
    public void S30_By_default_a_daemon_gives_out_what_is_marked_and_takes_nothing()
    {
        Run.Git(sample.Path, "clone", "-q", "--bare", sample.Repository, "b.git");
        using var daemon = new Daemon(sample.Path, "--base-path=" + sample.Path);
        Run.TryGit(sample.Path, "ls-remote", daemon.Url("/b.git")).Code.ShouldBe(128);
        File.WriteAllText(sample.At("b.git/git-daemon-export-ok"), "");

        Listed(daemon, "/b.git");
        Push(daemon).Code.ShouldBe(128);
        Archive(daemon, "/b.git").Code.ShouldNotBe(0);
        Run.TryGit(sample.Path, "ls-remote", daemon.Url("/~root/b.git")).Code.ShouldBe(128);
    }

    [Test]
    public void Clients_are_told_nothing_unless_errors_are_informative()
    {
        using var daemon = new Daemon(sample.Path, "--base-path=" + sample.Path, "--forbid-override=upload-archive");

        foreach (var path in new[] { "/a", "/none" })
            Refused(daemon, path).ShouldBe("access denied or repository not exported: " + path);
        Archive(daemon, "/a").Error.ShouldContain("access denied or repository not exported: /a");
    }

    [Test]
    public void Without_a_base_path_a_path_is_one_of_the_machine_and_directories_bound_it()
    {
        using var daemon = new Daemon(sample.Path, "--export-all", "--informative-errors", sample.At("a"));
        Run.Git(sample.Path, "clone", "-q", "--bare", sample.Repository, "b.git");
        Directory.CreateSymbolicLink(Path.Join(sample.Repository, "link.git"), sample.At("b.git"));

        Listed(daemon, sample.Repository);
        Refused(daemon, sample.At("b.git")).ShouldStartWith("no such repository: ");
        Refused(daemon, sample.At("a/link.git")).ShouldStartWith("no such repository: ");
    }

    [Category("hostile")]
    [Test]
    public void H06_A_repository_that_borrows_from_outside_is_not_served()
    {
        Run.Git(sample.Path, "clone", "-q", "--bare", "--shared", sample.Repository, "served/b.git");
        Run.Git(sample.Path, "clone", "-q", "--bare", sample.Repository, "served/c.git");
        using var daemon = new Daemon(sample.Path, "--export-all", "--informative-errors", "--base-path=" + sample.At("served"));

        Refused(daemon, "/b.git").ShouldBe("no such repository: /b.git");
        Listed(daemon, "/c.git");
    }

    [Test]
    public void Strict_paths_are_taken_as_they_are()
    {
        using var daemon = new Daemon(sample.Path, "--export-all", "--strict-paths", "--informative-errors", sample.At("a/.git"));

        Listed(daemon, sample.At("a/.git"));
        Refused(daemon, sample.At("a")).ShouldStartWith("no such repository: ");
        Run.Tool(sample.Path, "daemon", "--strict-paths").Error.ShouldBe("fatal: option --strict-paths requires '<directory>' arguments\n");
    }

    [Test]
    public void A_relaxed_base_path_is_left_out_where_nothing_is_found()
    {
        using var daemon = new Daemon(sample.Path, "--export-all", "--base-path=" + sample.Path, "--base-path-relaxed");

        Listed(daemon, "/a");
        Listed(daemon, sample.Repository);
    }

    [Test]
    public void A_host_that_a_client_names_can_be_a_part_of_the_path()
    {
        Directory.CreateDirectory(sample.At("hosts/one.example"));
        Run.Git(sample.Path, "clone", "-q", "--bare", sample.Repository, "hosts/one.example/p.git");
        using var daemon = new Daemon(sample.Path, "--export-all", $"--interpolated-path={sample.At("hosts")}/%H%D");

        Run.With(sample.Path, [("GIT_OVERRIDE_VIRTUAL_HOST", "One.Example:9418")], "git", "ls-remote", daemon.Url("/p.git")).Output.ShouldContain("refs/heads/main");
        Run.With(sample.Path, [("GIT_OVERRIDE_VIRTUAL_HOST", "../../one.example")], "git", "ls-remote", daemon.Url("/../p.git")).Code.ShouldBe(128);
    }

    [Test]
    public void Services_are_switched_by_option_and_by_config()
    {
        Run.Git(sample.Path, "clone", "-q", "--bare", sample.Repository, "b.git");
        using (var daemon = new Daemon(sample.Path, "--export-all", "--base-path=" + sample.Path, "--informative-errors"))
        {
            Push(daemon).Error.ShouldContain("service not enabled: /b.git");
            Archive(daemon, "/b.git").Error.ShouldContain("service not enabled: /b.git");
            Run.Git(sample.At("b.git"), "config", "daemon.receivepack", "true");
            Push(daemon).Code.ShouldBe(0);
            Run.Git(sample.At("b.git"), "config", "daemon.uploadpack", "false");
            Refused(daemon, "/b.git").ShouldBe("service not enabled: /b.git");
        }
        using (var daemon = new Daemon(sample.Path, "--export-all", "--base-path=" + sample.Path, "--enable=upload-archive", "--forbid-override=receive-pack", "--forbid-override=upload-pack"))
        {
            Push(daemon).Code.ShouldBe(128);
            Archive(daemon, "/b.git").Code.ShouldBe(0);
            Listed(daemon, "/b.git");
        }
    }

    [Test]
    public void One_client_is_served_on_standard_input_and_output()
    {
        var call = "git-upload-pack /a\0host=h\0";
        var hello = Encoding.ASCII.GetBytes((call.Length + 4).ToString("x4", CultureInfo.InvariantCulture) + call + "0000");

        var outcome = Run.ToolWith(sample.Path, hello, "daemon", "--inetd", "--export-all", "--base-path=" + sample.Path);

        outcome.Output.ShouldContain("refs/heads/main");
        Run.Tool(sample.Path, "daemon", "--inetd", "--port=1").Code.ShouldBe(128);
    }

    [TestCase("--user-path")]
    [TestCase("--user-path=public")]
    [TestCase("--access-hook=/bin/true")]
    [TestCase("--detach")]
    [TestCase("--user=nobody")]
    [TestCase("--group=nogroup")]
    [TestCase("--syslog")]
    public void What_is_not_supported_is_refused_by_name(string option)
    {
        var outcome = Run.Tool(sample.Path, "daemon", option, "--base-path=" + sample.Path);

        outcome.Code.ShouldBe(129);
        outcome.Error.ShouldStartWith($"error: {option.Split('=')[0]} is not supported\n");
    }

    [TestCase("--enable=nothing", "No such service nothing")]
    [TestCase("--log-destination=syslog", "syslog is not supported")]
    [TestCase("--port=70000", "a port is a number")]
    [TestCase("--listen=localhost", "is no address")]
    public void Values_without_sense_are_refused(string option, string text) => Run.Tool(sample.Path, "daemon", option).Error.ShouldContain(text);

    [Test]
    public void A_base_path_that_is_not_there_is_an_error() =>
        Run.Tool(sample.Path, "daemon", "--base-path=/nothing/here").Error.ShouldBe("fatal: base-path '/nothing/here' does not exist or is not a directory\n");

    private string Refused(Daemon daemon, string path)
    {
        var outcome = Run.TryGit(sample.Path, "ls-remote", daemon.Url(path));
        outcome.Code.ShouldBe(128);
        return outcome.Error.Split('\n')[0].Replace("fatal: remote error: ", "", StringComparison.Ordinal);
    }

    private void Listed(Daemon daemon, string path) => Run.Git(sample.Path, "ls-remote", daemon.Url(path)).ShouldContain("refs/heads/main");

    private Outcome Push(Daemon daemon) => Run.TryGit(sample.Repository, "push", "-q", daemon.Url("/b.git"), "main:refs/heads/pushed");

    private Outcome Archive(Daemon daemon, string path) => Run.TryGit(sample.Path, "archive", "--remote=" + daemon.Url(path), "-o", "x.tar", "main");
}

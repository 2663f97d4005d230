namespace GitProto.Cli.Tests;

/// <summary><c>gitproto trace</c> over logs that the installed git makes here, and over recordings.</summary>
public sealed class TraceCommandTests
{
    private string place = null!;

    [SetUp]
    public void Begin()
    {
        place = Directory.CreateTempSubdirectory("gitproto-trace-").FullName;
        Run.Git(place, "init", "-q", "-b", "main", "work");
        Run.Git(In("work"), "commit", "-q", "--allow-empty", "-m", "One");
        Run.Git(In("work"), "tag", "-a", "-m", "Tag", "v1");
        Run.Git(place, "clone", "-q", "--bare", "work", "served.git");
    }

    [TearDown]
    public void End() => Directory.Delete(place, recursive: true);

    [Test]
    public void What_git_logs_of_its_conversations_is_legal([Values(0, 1, 2)] int version, [Values("file", "git", "http")] string transport)
    {
        using var daemon = transport == "git" ? new GitDaemon(place) : null;
        using var served = transport == "http" ? new ServedDirectory(place, "--http", "0", "--allow-push") : null;
        var web = served?.NextLine();
        var url = daemon?.Url("served.git") ?? (web is null ? "file://" + In("served.git") : web + "served.git");

        Logged("ls-remote", version, place, "ls-remote", url).ShouldContain("(upload-pack");
        Logged("clone", version, place, "clone", "-q", url, "copy").ShouldContain("(upload-pack");
        Run.Git(In("copy"), "commit", "-q", "--allow-empty", "-m", "Two");
        Logged("push", version, In("copy"), "push", "-q", "origin", "HEAD:refs/heads/other").ShouldContain("(receive-pack");
        Logged("delete", version, In("copy"), "push", "-q", "origin", ":refs/heads/other").ShouldContain("(receive-pack");
        Run.Git(In("work"), "commit", "-q", "--allow-empty", "-m", "Three");
        Run.Git(In("work"), "push", "-q", In("served.git"), "main");
        Logged("fetch", version, In("copy"), "fetch", "-q").ShouldContain("(upload-pack");
    }

    [Test]
    public void A_log_is_read_from_standard_input_too()
    {
        Log("ls-remote", 2, place, "ls-remote", In("served.git"));

        var outcome = Run.ToolWith(place, File.ReadAllBytes(In("ls-remote.log")), "trace", "-");

        outcome.Code.ShouldBe(0, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain("[ls-refs-response.ref]");
    }

    [Test]
    public void A_log_of_the_server_alone_is_taken_for_one()
    {
        Log("clone", 2, place, "clone", "-q", "file://" + In("served.git"), "copy");
        File.WriteAllLines(In("server.log"), File.ReadLines(In("clone.log")).Where(line => line.Contains("upload-pack", StringComparison.Ordinal)));

        var outcome = Run.Tool(place, "trace", "server.log");

        outcome.Code.ShouldBe(0, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain("# The view is the server's, by upload-pack.");
    }

    [TestCase("clone/plain-v2-git", 0, "= complete (upload-pack, version 2)")]
    [TestCase("errors/no-repository-http", 0, "= refused (")]
    [TestCase("errors/bad-line-v0-git", 1, "= violation (upload-pack, version 0) by the client, at byte ")]
    [TestCase("errors/bad-line-v0-git", 1, "expected flush (spec: upload-request.want)")]
    [TestCase("errors/end-in-wants-v0-git", 1, "= cut (upload-pack, version 0) by the client, at byte ")]
    [TestCase("proc-receive/ok-hook", 0, "= complete (receive-pack")]
    public void A_recording_is_shown_and_judged(string name, int code, string verdict)
    {
        var outcome = Run.Tool(place, "trace", Path.Join(Run.Root, "tests", "recordings", "sessions", name + ".session"));

        outcome.Code.ShouldBe(code, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain(verdict);
    }

    [Test]
    public void Raw_bytes_are_judged_from_the_greeting_on()
    {
        File.WriteAllText(In("c2s"), "0000");
        File.WriteAllText(In("s2c"), "0000000000000000000000000000000000000000000000000000000000");

        var outcome = Run.Tool(place, "trace", "--client", "c2s", "--server", "s2c", "--service", "upload-pack");

        outcome.Code.ShouldBe(1, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain("= violation (upload-pack");
        outcome.Output.ShouldContain("by the server, at byte 4 of what it sent");
    }

    [Test]
    public void Raw_bytes_are_judged_from_the_request_line_of_git_on()
    {
        File.WriteAllBytes(In("c2s"), "0031git-upload-pack /served.git\0host=git.example\0"u8.ToArray());
        File.WriteAllBytes(In("s2c"), "zzzz"u8.ToArray());

        var outcome = Run.Tool(place, ["trace", "--client", "c2s", "--server", "s2c"]);

        outcome.Code.ShouldBe(1, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain("[git-proto-request.request]");
        outcome.Output.ShouldContain("by the server, at byte 0 of what it sent");
    }

    [Test]
    public void Raw_bytes_are_read_in_the_version_that_is_said()
    {
        File.WriteAllBytes(In("c2s"), []);
        File.WriteAllBytes(In("s2c"), "000eversion 1\nzzzz"u8.ToArray());

        var outcome = Run.Tool(place, ["trace", "--client", "c2s", "--server", "s2c", "--service", "upload-pack", "--protocol", "1"]);

        outcome.Code.ShouldBe(1, outcome.Output + outcome.Error);
        outcome.Output.ShouldContain("= violation (upload-pack, version 1) by the server, at byte 14 of what it sent");
    }

    [TestCase]
    [TestCase("absent.log")]
    [TestCase("served.git/HEAD")]
    [TestCase("--client", "served.git/HEAD")]
    [TestCase("served.git/HEAD", "--format", "smoke")]
    [TestCase("served.git/HEAD", "--format", "session")]
    [TestCase("served.git/HEAD", "--service", "upload-pack")]
    [TestCase("served.git/HEAD", "--max-size", "3")]
    [TestCase("--client", "served.git/HEAD", "--server", "absent")]
    public void What_cannot_be_read_or_meant_ends_in_2(params string[] arguments)
    {
        var outcome = Run.Tool(place, ["trace", .. arguments]);
        outcome.Code.ShouldBe(2, outcome.Output + outcome.Error);
        outcome.Error.ShouldMatch("^(fatal|error): ");
    }

    private string Logged(string name, int version, string directory, params string[] arguments)
    {
        Log(name, version, directory, arguments);
        var outcome = Run.Tool(place, "trace", name + ".log");
        outcome.Code.ShouldBe(0, outcome.Output + outcome.Error + File.ReadAllText(In(name + ".log")));
        return outcome.Output;
    }

    private void Log(string name, int version, string directory, params string[] arguments)
    {
        var outcome = Run.With(directory, [("GIT_TRACE_PACKET", In(name + ".log"))], "git", ["-c", $"protocol.version={version}", .. arguments]);
        outcome.Code.ShouldBe(0, outcome.Error);
    }

    private string In(string path) => Path.Join(place, path);
}

using System.Globalization;
using System.Net.Sockets;

namespace GitProto.Cli.Tests;

/// <summary><c>gitproto proxy</c> between the installed git and a server of ours; the suite puts the same proxy in front of git's.</summary>
public sealed class ProxyCommandTests : IDisposable
{
    private Sample sample = null!;
    private ServedDirectory served = null!;
    private string web = "";

    [SetUp]
    public void Start()
    {
        sample = new Sample();
        served = new ServedDirectory(sample.Path, "--allow-push", "--http", "0");
        web = served.NextLine();
    }

    [TearDown]
    public void Dispose()
    {
        served.Dispose();
        sample.Dispose();
    }

    [Test]
    public void What_git_says_passes_is_judged_and_is_written_again_byte_by_byte([Values("git", "http")] string kind, [Values(0, 1, 2)] int version)
    {
        using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", Upstream(kind));
        var protocol = string.Create(CultureInfo.InvariantCulture, $"protocol.version={version}");

        Run.Git(sample.Path, "-c", protocol, "clone", "-q", "--mirror", proxy.BaseUrl + "a", "b.git");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
        Run.Git(sample.Repository, "-c", protocol, "push", "-q", proxy.BaseUrl + "a", "main:other");

        proxy.Stop("TERM").ShouldBe(0);
        // Over HTTP a conversation may end behind the next one.
        var lines = new[] { proxy.NextLine(), proxy.NextLine() }.Order(StringComparer.Ordinal).ToList();
        lines[0].ShouldMatch($@"^1 127\.0\.0\.1:\d+ = complete \(upload-pack, version {version}\); \d+ lines, written again byte by byte$");
        lines[1].ShouldMatch(@"^2 127\.0\.0\.1:\d+ = complete \(receive-pack, version [01]\); \d+ lines, written again byte by byte$");
        proxy.NextLine().ShouldBe("");
        sample.Refs("a").ShouldContain(" refs/heads/other\n");
    }

    [TestCase("git")]
    [TestCase("http")]
    public void A_recording_of_it_is_traced_as_what_it_was(string kind)
    {
        using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", Upstream(kind), "--record", "sessions");

        Run.Git(sample.Path, "clone", "-q", "--mirror", proxy.BaseUrl + "a", "b.git");
        Run.Git(sample.Repository, "push", "-q", proxy.BaseUrl + "a", "main:other");

        proxy.Stop("INT").ShouldBe(0);
        LastLine(Run.Tool(sample.Path, "trace", "sessions/0001.session")).ShouldBe("= complete (upload-pack, version 2)");
        LastLine(Run.Tool(sample.Path, "trace", "sessions/0002.session")).ShouldBe("= complete (receive-pack, version 0)");
    }

    [TestCase("git", "truncate:server:1", "= cut")]
    [TestCase("git", "cut:server:2", "= cut")]
    [TestCase("git", "err", "= refused")]
    [TestCase("git", "cut:client:3", "= cut")]
    [TestCase("http", "truncate:server:3", "= cut")]
    [TestCase("http", "cut:server:4", "= cut")]
    [TestCase("http", "err", "= refused")]
    public void What_it_breaks_git_notices(string kind, string fault, string verdict)
    {
        using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", Upstream(kind), "--fault", fault);

        Run.With(sample.Path, [], "timeout", "20", "git", "-c", "protocol.version=2", "ls-remote", proxy.BaseUrl + "a").Code.ShouldNotBe(0);

        proxy.Stop("TERM").ShouldBe(verdict == "= refused" ? 0 : 1);
        proxy.NextLine().ShouldContain(verdict);
    }

    [TestCase("git")]
    [TestCase("http")]
    public void A_packet_that_comes_late_or_without_its_LF_is_taken_all_the_same(string kind)
    {
        foreach (var fault in new[] { "drop-lf:server", "drop-lf:client", "delay:server:2:300" })
        {
            using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", Upstream(kind), "--fault", fault);
            Run.Git(sample.Path, "ls-remote", proxy.BaseUrl + "a").ShouldContain("refs/heads/main");
            proxy.Stop("TERM").ShouldBe(0);
            proxy.NextLine().ShouldContain("= complete");
        }
    }

    [Test]
    public void A_server_that_is_not_there_is_told_to_the_client_and_here()
    {
        served.Stop("TERM");
        using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", served.BaseUrl);
        using var webProxy = new RunningTool(sample.Path, "proxy", "--upstream", web);

        Run.TryGit(sample.Path, "ls-remote", proxy.BaseUrl + "a").Error.ShouldContain("remote error: the proxy cannot reach the server");
        Run.TryGit(sample.Path, "ls-remote", webProxy.BaseUrl + "a").Error.ShouldContain("502");
        proxy.LogLine("cannot connect to 127.0.0.1:").ShouldStartWith("127.0.0.1:");
        webProxy.LogLine("the exchange with 127.0.0.1:").ShouldContain("refused");
    }

    [TestCase("git")]
    [TestCase("http")]
    public void A_recording_ends_where_it_would_grow_too_large_and_the_conversation_goes_on(string kind)
    {
        using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", Upstream(kind), "--record", "sessions", "--max-record", "300");

        Run.Git(sample.Path, "clone", "-q", "--mirror", proxy.BaseUrl + "a", "b.git");

        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
        proxy.Stop("TERM").ShouldBe(1);
        proxy.NextLine().ShouldMatch("= complete .*; the recording is cut: the conversation is longer than it may be$");
        LastLine(Run.Tool(sample.Path, "trace", "sessions/0001.session")).ShouldStartWith("= cut");
    }

    [TestCase("git")]
    [TestCase("http")]
    public async Task What_nothing_comes_on_is_cut_off(string kind)
    {
        using var proxy = new RunningTool(sample.Path, "proxy", "--upstream", Upstream(kind), "--idle-timeout", "2");
        var url = new Uri(proxy.BaseUrl);
        using var silent = new TcpClient(url.Host, url.Port);
        var stream = silent.GetStream();
        await stream.WriteAsync(kind == "git" ? "00"u8.ToArray() : "GET /a/"u8.ToArray());
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));

        // Over HTTP it is told so first.
        await stream.CopyToAsync(Stream.Null, limit.Token);
    }

    [TestCase("--upstream ftp://a/", "--upstream: 'ftp://a/' is no URL of git://, http:// or https://")]
    [TestCase("--upstream git://a/b", "--upstream: a path cannot be put in front of those of git://, as '/b' would be")]
    [TestCase("--upstream git://a --listen http://127.0.0.1:0", "--listen: http:// cannot stand in front of git://")]
    [TestCase("--upstream git://a --listen git://localhost:0", "--listen: 'git://localhost:0' is no scheme, address and port, such as git://127.0.0.1:0; names are not supported")]
    [TestCase("--upstream http://me@a/", "--upstream: no user, query or fragment is taken there; clients say who they are themselves")]
    [TestCase("--upstream git://a --fault melt", "--fault 'melt': 'melt' is no fault; expected: truncate, cut, err, delay, drop-lf.")]
    [TestCase("--upstream git://a --fault cut:hook", "--fault 'cut:hook': 'hook' is no side; expected: client or server.")]
    [TestCase("--upstream git://a --fault cut:server:0", "--fault 'cut:server:0': '0' is no number from 1 to 2147483647.")]
    [TestCase("--upstream git://a --fault cut:server:1:5", "--fault 'cut:server:1:5': it has more parts than that; expected: KIND[:SIDE[:N]], and for delay KIND[:SIDE[:N[:MS]]].")]
    public void Options_that_make_no_sense_are_told(string options, string message)
    {
        var outcome = Run.Tool(sample.Path, ["proxy", .. options.Split(' ')]);
        outcome.Code.ShouldBe(129);
        outcome.Error.ShouldContain(message);
    }

    private string Upstream(string kind) => kind == "git" ? served.BaseUrl : web;

    private static string LastLine(Outcome outcome) => outcome.Output.TrimEnd('\n').Split('\n')[^1];
}

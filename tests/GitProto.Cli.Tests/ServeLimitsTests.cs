using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GitProto.Cli.Tests;

/// <summary>The limits, time-outs and log of <c>gitproto serve</c>.</summary>
[CancelAfter(300_000)]
public sealed class ServeLimitsTests : IDisposable
{
    private static readonly byte[] ListRefs = Encoding.ASCII.GetBytes("0014command=ls-refs\n0000");
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("0029git-upload-pack /a\0host=h\0\0version=2\0");
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void Refusals_are_shown_with_the_client_and_what_is_served_if_that_is_wanted()
    {
        using var served = new ServedDirectory(sample.Path, "--http", "0", "--verbose");
        var web = served.NextLine();
        Run.TryGit(sample.Path, "ls-remote", served.BaseUrl + "nothing");
        Run.Git(sample.Path, "ls-remote", served.BaseUrl + "a");
        Run.TryGit(sample.Path, "ls-remote", web + "none");
        Run.Git(sample.Path, "ls-remote", web + "a");

        served.LogLine("no such repository").ShouldMatch(@"^\[127\.0\.0\.1:\d+\] Refused before a service began: no such repository: /nothing$");
        served.LogLine("Refused UploadPack").ShouldMatch(@"^\[127\.0\.0\.1:\d+\] Refused UploadPack of /none/info/refs with 404: $");
        served.LogLine("Served UploadPack").ShouldMatch(@"^\[127\.0\.0\.1:\d+\] Served UploadPack of .*/a/\.git in version 2 in ");
    }

    [Test]
    public void What_is_served_is_not_shown_unasked_and_nothing_is_if_it_is_to_be_quiet()
    {
        using var served = new ServedDirectory(sample.Path);
        using var quiet = new ServedDirectory(sample.Path, "-q");
        foreach (var server in new[] { served, quiet })
        {
            Run.Git(sample.Path, "ls-remote", server.BaseUrl + "a");
            Run.TryGit(sample.Path, "ls-remote", server.BaseUrl + "nothing");
        }

        served.LogLine("no such repository");
        served.Log.ShouldNotContain(line => line.Contains("Served", StringComparison.Ordinal));
        quiet.Stop("TERM").ShouldBe(0);
        quiet.Log.ShouldAllBe(line => line.Length == 0);
    }

    [TestCase("--init-timeout", false, "", "InitTimeout")]
    [TestCase("--think-timeout", true, "", "Think")]
    [TestCase("--total-timeout", true, "", "Total")]
    [TestCase("--timeout", true, "00", "Idle")]
    public async Task A_client_is_let_go_when_its_time_is_over(string option, bool calls, string says, string bound)
    {
        using var served = new ServedDirectory(sample.Path, option, "1");
        using var client = new TcpClient("127.0.0.1", new Uri(served.BaseUrl).Port);
        if (calls)
        {
            await client.GetStream().WriteAsync(Hello);
            // Nothing, if its time was over already.
            _ = await client.GetStream().ReadAsync(new byte[4]);
        }
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(says));

        served.LogLine($".{bound})");
    }

    [Test]
    public async Task More_clients_than_are_served_at_once_wait()
    {
        using var served = new ServedDirectory(sample.Path, "--max-connections", "1");
        Task<Outcome> second;
        using (var first = new TcpClient("127.0.0.1", new Uri(served.BaseUrl).Port))
        {
            await first.GetStream().WriteAsync(Hello);
            (await first.GetStream().ReadAsync(new byte[4])).ShouldBeGreaterThan(0);
            second = Task.Run(() => Run.TryGit(sample.Path, "ls-remote", served.BaseUrl + "a"));
            await Task.WhenAny(second, Task.Delay(500));
            second.IsCompleted.ShouldBeFalse();
        }
        (await second).Code.ShouldBe(0);
    }

    [Test]
    public async Task Packs_and_requests_have_bounds()
    {
        using var served = new ServedDirectory(sample.Path, "--http", "0", "--allow-push", "--max-input-size", "100", "--max-request-buffer", "10");
        Run.Git(sample.Path, "init", "-q", "--bare", "b.git");

        Run.TryGit(sample.Repository, "push", served.BaseUrl + "b.git", "main").Error.ShouldContain("pack exceeds maximum allowed size");
        using var http = new HttpClient();
        using var content = new ByteArrayContent(ListRefs);
        content.Headers.ContentType = new("application/x-git-upload-pack-request");
        using var request = new HttpRequestMessage(HttpMethod.Post, served.NextLine() + "a/git-upload-pack") { Content = content };
        request.Headers.Add("Git-Protocol", "version=2");
        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [TestCase("--max-connections", "-1", "--max-connections is not followed by a number but by '-1'")]
    [TestCase("--timeout", "1.5", "--timeout is not followed by a number but by '1.5'")]
    [TestCase("--timeout", "99999999999", "--timeout takes at most 2000000")]
    [TestCase("--max-input-size", "10x", "--max-input-size is not followed by a number of bytes but by '10x'")]
    [TestCase("--git", "70000", "a port is a number from 0 to 65535")]
    [TestCase("--listen", "localhost", "'localhost' is no address")]
    public void Values_without_sense_are_refused(string option, string value, string text)
    {
        var outcome = Run.Tool(sample.Path, "serve", sample.Path, option, value);

        outcome.Code.ShouldBe(129);
        outcome.Error.ShouldStartWith("error: " + text);
    }
}

using System.Diagnostics;
using System.Globalization;
using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Web servers that are none of Git, or refuse, or put the client off.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HttpAnswerTests
{
    private const string Page = "<html>token-in-a-page</html>";

    [TestCase("text/html; charset=utf-8")]
    [TestCase("application/x-git-receive-pack-advertisement")]
    [TestCase("application/x-git-upload-pack-result")]
    [TestCase("nonsense")]
    [TestCase(null)]
    public async Task S26_An_answer_of_another_type_is_none_of_a_git_server_and_is_not_echoed(string? type)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(200, type, Page));

        var error = await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()));

        error.Message.ShouldContain("is not a Git server that speaks smart HTTP");
        error.Message.ShouldNotContain("token-in-a-page");
    }

    [Test]
    public async Task S26_A_turn_that_is_answered_by_a_page_is_refused()
    {
        await using var web = new ScriptedWeb(request => request.Method == "GET" ? HttpRow.Good(request) : WebAnswer.Of(200, "text/html", Page));

        (await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()))).Message.ShouldNotContain("token-in-a-page");
    }

    [TestCase("# service=git-receive-pack\n", "0000")]
    [TestCase("# service=git-upload-pack\n", "version 2\n")]
    [TestCase("<!DOCTYPE html>\n")]
    [TestCase("0000")]
    public async Task S26_A_beginning_that_is_none_is_refused(params string[] lines)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Advertise(Wire.Lines(lines)));

        await HttpRow.RefusedMalformedAsync(() => HttpRow.ListAsync(web.Url()));
    }

    [Test]
    public async Task S26_An_advertisement_of_v0_without_its_header_is_refused()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Advertise(Wire.Lines($"{Wire.A} refs/heads/a\0side-band-64k\n", "0000")));

        (await HttpRow.RefusedMalformedAsync(() => HttpRow.ListAsync(web.Url()))).Message.ShouldContain("neither with the name of its service nor with a version");
    }

    [Test]
    public async Task S20_A_server_for_dumb_clients_is_refused_and_nothing_else_is_asked()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(200, "text/plain", $"{Wire.A}\trefs/heads/main\n"));

        var error = await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()));

        error.Message.ShouldContain("It may be one for dumb clients, which is not supported.");
        web.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task M04_The_words_of_an_error_are_shown_escaped_and_cut()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(503, "text/plain", new string('y', 3_000_000) + "\n\u001b]0;title\u0007 gone\r\n\nfatal: forged\n"));
        await using var small = new ScriptedWeb(_ => WebAnswer.Of(500, "text/plain", "\u001b]0;title\u0007 gone\r\n\nfatal: forged\n"));

        (await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()))).Message.Length.ShouldBeLessThan(1000);
        (await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(small.Url()))).Text.ShouldBe("^[]0;title^G gone; fatal: forged");
    }

    [TestCase(403, "is forbidden (403)")]
    [TestCase(404, "is not found (404)")]
    [TestCase(410, "answers with status 410")]
    [TestCase(500, "failed (500)")]
    [TestCase(503, "failed (503)")]
    public async Task S26_A_refusal_is_told_by_its_status(int status, string words)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(status, "text/html", Page));

        var error = await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()));

        ((int)error.Status).ShouldBe(status);
        error.Message.ShouldContain(words);
        error.Message.ShouldNotContain("token-in-a-page");
    }

    [TestCase("0")]
    [TestCase("1")]
    [TestCase("-5")]
    [TestCase("soon")]
    [TestCase("Fri, 01 Jan 1980 00:00:00 GMT")]
    [TestCase(null)]
    public async Task S27_A_server_that_is_busy_once_is_asked_again(string? after)
    {
        var asked = 0;
        await using var web = new ScriptedWeb(request => asked++ == 0 ? WebAnswer.Of(429, null, "", after is null ? [] : ["Retry-After: " + after]) : HttpRow.Good(request));

        await HttpRow.ListAsync(web.Url()).WaitAsync(Patience.OfARow);

        web.Requests.Count.ShouldBe(3);
    }

    [TestCase("0", 2)]
    [TestCase("999999999", 1)]
    [TestCase("3600", 1)]
    public async Task S27_A_server_that_is_busy_for_ever_is_left(string after, int tries)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(429, null, "", "Retry-After: " + after));

        var error = await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()));

        error.RetryAfter!.Value.TotalSeconds.ShouldBe(double.Parse(after, CultureInfo.InvariantCulture));
        web.Requests.Count.ShouldBe(tries);
    }

    [Test]
    public async Task S27_The_wait_of_a_busy_server_can_be_cancelled()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(429, null, "", "Retry-After: 30"));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        var time = Stopwatch.StartNew();

        await Should.ThrowAsync<OperationCanceledException>(() => HttpRow.ListAsync(web.Url(), null, stop.Token));

        time.Elapsed.ShouldBeLessThan(Patience.OfARow);
    }

    [Test]
    public async Task S27_A_server_that_always_asks_who_is_there_is_asked_twice_whatever_it_sends_besides()
    {
        await using var web = new ScriptedWeb(_ => new WebAnswer([.. WebAnswer.Head(401, "text/plain", 1L << 30, "WWW-Authenticate: Basic realm=\"x\""), .. new byte[1 << 20]]) { Hangs = true });
        var (options, helper) = HttpRow.Knowing();

        await Should.ThrowAsync<AuthenticationFailedException>(() => HttpRow.ListAsync(web.Url(), options).WaitAsync(TimeSpan.FromSeconds(30)));

        web.Requests.Count.ShouldBe(2);
        helper.Told.Select(line => line.Split(' ')[0]).ShouldBe(["fill", "reject"]);
    }

    [Test]
    public async Task D08_An_answer_in_an_encoding_that_was_not_asked_for_is_refused([Values("gzip", "br", "gzip, gzip")] string encoding)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(200, "application/x-git-upload-pack-advertisement", Wire.V2Greeting, "Content-Encoding: " + encoding));

        (await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()))).Message.ShouldContain("in an encoding that was not asked for");
        web.Requests.ShouldHaveSingleItem().Header("Accept-Encoding").ShouldBeNull();
    }

    [Test]
    public async Task D08_A_client_of_the_caller_that_follows_redirects_by_itself_is_refused()
    {
        await using var web = new ScriptedWeb(request => request.Target.StartsWith("/r.git/", StringComparison.Ordinal) ? WebAnswer.Redirect("/x.git/info/refs?service=git-upload-pack") : HttpRow.Good(request));
        using var client = new HttpClient();

        await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { Client = client } }));
    }

    [Test]
    public async Task D08_A_client_of_the_caller_is_used_and_kept()
    {
        await using var web = new ScriptedWeb(HttpRow.Good);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var options = new GitClientOptions { Http = new() { Client = client } };

        await HttpRow.ListAsync(web.Url(), options);
        await HttpRow.ListAsync(web.Url(), options);

        web.Connections.ShouldBe(1);
    }

    [Test]
    public async Task S25_A_header_with_a_line_break_is_not_sent([Values("a\r\nX: y", "a\nb", "a\0")] string value)
    {
        await using var web = new ScriptedWeb(HttpRow.Good);

        await Should.ThrowAsync<ArgumentException>(() => HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { Headers = [new("X-A", value)] } }));
        await Should.ThrowAsync<ArgumentException>(() => HttpRow.ListAsync(web.Url(), new GitClientOptions { Agent = value }));

        web.Connections.ShouldBe(0);
    }

    [TestCase("EXT::sh -c id")]
    [TestCase("http::x")]
    [TestCase("https::http://h/x")]
    [TestCase(" http://h/x")]
    [TestCase("HTTP://h/x")]
    public async Task S09_What_only_looks_like_a_url_of_http_opens_nothing(string url)
    {
        var connected = ConnectionWatch.Begin();

        await Should.ThrowAsync<Exception>(() => HttpRow.ListAsync(url));

        connected.ShouldBeEmpty();
    }
}

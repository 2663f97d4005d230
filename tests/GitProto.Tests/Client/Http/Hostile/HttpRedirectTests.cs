using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Servers that send the client elsewhere.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HttpRedirectTests
{
    private const string Tail = "/info/refs?service=git-upload-pack";
    private static readonly int[] Statuses = [301, 302, 303, 307, 308];

    [Test]
    public async Task S11_A_redirect_of_the_first_request_is_followed_and_told_and_what_follows_goes_to_the_new_place(CancellationToken cancellationToken)
    {
        await using var web = new ScriptedWeb(request => request.Target.StartsWith("/r.git/", StringComparison.Ordinal) ? WebAnswer.Redirect("/new/place.git" + Tail) : HttpRow.Good(request));
        var told = new List<HttpRedirect>();

        await HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { Redirected = told.Add } }, cancellationToken);

        web.Requests.Select(request => request.Target).ShouldBe(["/r.git" + Tail, "/new/place.git" + Tail, "/new/place.git/git-upload-pack"]);
        told.Select(one => $"{one.From} {one.To}").ShouldBe([$"{web.Url()} {web.Url(path: "/new/place.git")}/"]);
    }

    [TestCase("/new.git/info/refs?dummy=1")]
    [TestCase("/new.git/info/refs")]
    [TestCase("/new.git/")]
    [TestCase("/new.git/info/refs?service=git-receive-pack")]
    [TestCase("/new.git?x=" + Tail)]
    public async Task S11_A_redirect_to_another_shape_is_refused(string location)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(location));

        var error = await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url()));

        error.Message.ShouldContain("which is not followed");
        web.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task S11_A_redirect_in_the_middle_is_refused([Values(301, 302, 303, 307, 308)] int status)
    {
        await using var web = new ScriptedWeb(request => request.Method == "GET" ? HttpRow.Good(request) : WebAnswer.Redirect("/new.git/git-upload-pack", status));

        var error = await HttpRow.RefusedAsync<GitHttpException>(() => HttpRow.ListAsync(web.Url()));

        error.Message.ShouldContain("redirects in the middle of a conversation");
        web.Requests.Count.ShouldBe(2);
    }

    [Test]
    public async Task S11_No_redirect_is_followed_where_the_policy_says_so()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect("/new.git" + Tail));

        await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { Redirects = RedirectPolicy.Never } }));

        web.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task S12_Credentials_and_headers_do_not_follow_to_another_origin([ValueSource(nameof(Statuses))] int status, [Values] bool hasLogin, CancellationToken cancellationToken)
    {
        await using var other = new ScriptedWeb(HttpRow.Good);
        await using var web = new ScriptedWeb(request => request.Header("Authorization") is null
            ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"", "Set-Cookie: a=b")
            : WebAnswer.Redirect(other.Url(hasLogin ? "eve:eve" : "") + Tail, status));
        var options = new GitClientOptions { Http = new() { Headers = [new("X-Token", HttpRow.Secret)] } };

        await HttpRow.ListAsync(web.Url($"user:{HttpRow.Secret}"), options, cancellationToken);

        web.Requests.ShouldAllBe(request => request.Header("X-Token") == HttpRow.Secret);
        other.Requests.Count.ShouldBe(2);
        other.Requests.ShouldAllBe(request => !request.Head.Contains(HttpRow.Secret, StringComparison.Ordinal) && request.Header("Authorization") == null && request.Header("Cookie") == null);
    }

    [Test]
    public async Task S12_Another_origin_that_asks_is_asked_for_anew(CancellationToken cancellationToken)
    {
        await using var other = new ScriptedWeb(request => request.Header("Authorization") is null ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"") : HttpRow.Good(request));
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(other.Url() + Tail));
        var (options, helper) = HttpRow.Knowing();

        await HttpRow.ListAsync(web.Url("user:ours"), options, cancellationToken);

        helper.Told.ShouldBe([$"fill http 127.0.0.1:{other.Port} r.git/ [Basic realm=\"x\"]", "approve Basic ***"]);
    }

    [Test]
    public async Task S12_Another_origin_that_asks_gets_nothing_of_the_url()
    {
        await using var other = new ScriptedWeb(_ => WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\""));
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(other.Url() + Tail));

        await HttpRow.RefusedAsync<AuthenticationFailedException>(() => HttpRow.ListAsync(web.Url($"user:{HttpRow.Secret}")));

        other.Requests.ShouldHaveSingleItem().Header("Authorization").ShouldBeNull();
    }

    [Test]
    public async Task S13_A_loop_ends_at_the_limit()
    {
        await using var web = new ScriptedWeb(request => WebAnswer.Redirect("/x" + request.Target));

        var error = await HttpRow.RefusedAsync<LimitExceededException>(() => HttpRow.ListAsync(web.Url()));

        error.Limit.ShouldBe("MaxRedirects");
        web.Requests.Count.ShouldBe(21);
    }

    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://127.0.0.1/r.git" + Tail)]
    [TestCase("gopher://127.0.0.1/r.git" + Tail)]
    [TestCase("ext::sh -c touch" + Tail)]
    [TestCase("")]
    [TestCase("http://")]
    [TestCase("http://[::1" + Tail)]
    [TestCase("http://good\\@evil/r.git" + Tail)]
    [TestCase("http://a b/r.git" + Tail)]
    [TestCase("\u0001\u0002")]
    public async Task S13_Other_schemes_and_garbage_are_refused(string location)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(location));

        await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url()));

        web.Requests.Count.ShouldBe(1);
    }

    [Test]
    public async Task S13_A_location_of_a_megabyte_is_refused()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(new string('a', 1 << 20)));

        (await HttpRow.RefusedAsync<IOException>(() => HttpRow.ListAsync(web.Url()))).Message.ShouldContain("too long");
    }

    [Test]
    public async Task S13_From_https_to_http_nobody_follows()
    {
        using var certificate = TestCertificate.For("127.0.0.1");
        await using var plain = new ScriptedWeb(HttpRow.Good);
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(plain.Url() + Tail), certificate.Server);

        var error = await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { TrustedRoots = certificate.Roots } }));

        error.Message.ShouldContain("it leads from https to http");
        plain.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task S14_The_host_is_the_one_that_our_parser_saw([Values("http://2130706433/r.git", "http://0x7f.1/r.git", "http://0177.0.0.1/r.git")] string url)
    {
        var connected = ConnectionWatch.Begin();

        await HttpRow.RefusedAsync<InvalidUrlException>(() => HttpRow.ListAsync(url));

        connected.ShouldBeEmpty();
    }

    [Test]
    public async Task S14_A_redirect_is_read_by_the_same_parser()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect("http://good.example:80:90/r.git" + Tail));

        await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url()));
    }

    [Test]
    public async Task M04_A_redirect_is_shown_escaped()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect("http://\u001b[2J:" + HttpRow.Secret + "@x/" + Tail));

        (await HttpRow.RefusedAsync<PolicyException>(() => HttpRow.ListAsync(web.Url()))).Message.ShouldNotContain("[2J:" + HttpRow.Secret);
    }
}

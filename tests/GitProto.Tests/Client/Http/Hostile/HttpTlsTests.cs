using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Certificates that prove nothing, and proxies.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HttpTlsTests
{
    [Test]
    public async Task S28_A_certificate_that_its_root_vouches_for_is_taken()
    {
        using var certificate = TestCertificate.For("127.0.0.1");
        await using var web = new ScriptedWeb(HttpRow.Good, certificate.Server);

        await HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { TrustedRoots = certificate.Roots } });

        web.Requests.Count.ShouldBe(2);
    }

    [TestCase("127.0.0.1", 1, false)]
    [TestCase("git.example", 1, true)]
    [TestCase("127.0.0.1", -1, true)]
    public async Task S28_A_certificate_of_oneself_of_another_host_or_of_yesterday_is_refused(string host, int days, bool isTrusted)
    {
        using var certificate = TestCertificate.For(host, days);
        await using var web = new ScriptedWeb(HttpRow.Good, certificate.Server);
        var http = new GitHttpClientOptions { TrustedRoots = isTrusted ? certificate.Roots : [] };

        var error = await HttpRow.RefusedAsync<IOException>(() => HttpRow.ListAsync(web.Url($"user:{HttpRow.Secret}"), new GitClientOptions { Http = http }));

        error.Message.ShouldContain($"No secure connection to https://127.0.0.1:{web.Port}");
        web.Requests.ShouldBeEmpty();
    }

    [TestCase("127.0.0.1", true, true)]
    [TestCase("127.0.0.1", false, false)]
    [TestCase("git.example", true, false)]
    public async Task S28_A_certificate_is_checked_through_a_proxy_too(string host, bool isTrusted, bool isTaken)
    {
        using var certificate = TestCertificate.For(host);
        await using var web = new ScriptedWeb(HttpRow.Good, certificate.Server);
        await using var proxy = new TunnelProxy();
        var options = new GitClientOptions { Http = new() { TrustedRoots = isTrusted ? certificate.Roots : [], Proxy = proxy.Url } };
        Task List() => HttpRow.ListAsync(web.Url($"user:{HttpRow.Secret}"), options);

        if (isTaken)
            await List();
        else
            (await HttpRow.RefusedAsync<IOException>(List)).Message.ShouldContain($"No secure connection to https://127.0.0.1:{web.Port}");

        proxy.Asked.ShouldContain($"CONNECT 127.0.0.1:{web.Port} HTTP/1.1");
        web.Requests.Count.ShouldBe(isTaken ? 2 : 0);
    }

    [Test]
    public async Task S28_A_certificate_is_checked_behind_a_redirect_too()
    {
        using var certificate = TestCertificate.For("127.0.0.1");
        await using var secure = new ScriptedWeb(HttpRow.Good, certificate.Server);
        await using var web = new ScriptedWeb(_ => WebAnswer.Redirect(secure.Url() + "/info/refs?service=git-upload-pack"));

        await HttpRow.RefusedAsync<IOException>(() => HttpRow.ListAsync(web.Url()));

        secure.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task S28_An_exception_is_made_for_an_origin_by_the_caller_alone()
    {
        using var certificate = TestCertificate.For("git.example");
        await using var one = new ScriptedWeb(HttpRow.Good, certificate.Server);
        await using var other = new ScriptedWeb(HttpRow.Good, certificate.Server);
        var options = new GitClientOptions { Http = new() { AcceptCertificate = (origin, _, _) => origin == $"https://127.0.0.1:{one.Port}" } };

        await HttpRow.ListAsync(one.Url(), options);
        await HttpRow.RefusedAsync<IOException>(() => HttpRow.ListAsync(other.Url(), options));
    }

    [TestCase("htpp://p:3128")]
    [TestCase("p:3128")]
    [TestCase("ftp://p/")]
    [TestCase("http://p/path")]
    [TestCase("http:///")]
    [TestCase("http://p\n:1")]
    [TestCase("htpp://user:" + HostileRow.Secret + "@p:3128")]
    public async Task S29_Such_a_proxy_is_refused_before_anything_is_opened(string proxy)
    {
        var connected = ConnectionWatch.Begin();

        await HttpRow.RefusedAsync<InvalidUrlException>(() => HttpRow.ListAsync("http://127.0.0.1:9/r.git", new GitClientOptions { Http = new() { Proxy = proxy } }));

        connected.ShouldBeEmpty();
    }

    [Test]
    public async Task S29_A_proxy_that_always_asks_is_an_error_and_its_password_goes_to_it_alone([Values] bool hasLogin, [Values("http", "https")] string scheme)
    {
        await using var proxy = new ScriptedWeb(_ => WebAnswer.Of(407, null, "", "Proxy-Authenticate: Basic realm=\"x\""));
        var url = $"http://{(hasLogin ? $"user:{HttpRow.Secret}@" : "")}127.0.0.1:{proxy.Port}";

        var error = await HttpRow.RefusedAsync<AuthenticationFailedException>(() => HttpRow.ListAsync($"{scheme}://git.example/r.git", new GitClientOptions { Http = new() { Proxy = url } }));

        error.Message.ShouldContain("proxy");
        proxy.Requests.Count.ShouldBeLessThanOrEqualTo(2);
    }

    [Test]
    public async Task S29_What_is_for_the_proxy_does_not_reach_the_server_and_a_proxy_of_the_environment_is_not_used()
    {
        await using var web = new ScriptedWeb(HttpRow.Good);
        var before = Environment.GetEnvironmentVariable("http_proxy");
        Environment.SetEnvironmentVariable("http_proxy", "http://127.0.0.1:9/");
        try
        {
            await HttpRow.ListAsync(web.Url());
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", before);
        }

        web.Requests.ShouldAllBe(request => request.Header("Proxy-Authorization") == null);
    }
}

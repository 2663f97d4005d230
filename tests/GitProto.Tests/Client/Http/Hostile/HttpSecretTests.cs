using System.Globalization;
using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What could make a client tell its secrets, or lead a credential helper astray.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HttpSecretTests
{
    private static readonly CredentialRequest Asking = new() { Protocol = "https", Host = "git.example", Path = "r.git" };

    [TestCase("http://h%0aost/r.git")]
    [TestCase("https://u%0ahost=evil@git.example/r.git")]
    [TestCase("https://u%0dx@git.example/r.git")]
    [TestCase("https://u%00x@git.example/r.git")]
    [TestCase("https:///r.git")]
    [TestCase("://git.example/r.git")]
    [TestCase("http\n://git.example/r.git")]
    public async Task S15_Such_a_url_asks_no_helper(string url)
    {
        var (options, helper) = HttpRow.Knowing();

        await Should.ThrowAsync<Exception>(() => HttpRow.ListAsync(url, options));

        helper.Told.ShouldBeEmpty();
    }

    [Test]
    public void S15_What_could_begin_another_line_is_not_written([Values("a\nhost=evil", "a\rb", "a\0b")] string value)
    {
        Refusal.Of<InvalidUrlException>(() => CredentialText.Write(Asking with { Path = value }));
        Refusal.Of<InvalidUrlException>(() => CredentialText.Write(Asking with { Host = value }));
        Refusal.Of<InvalidUrlException>(() => CredentialText.Write(Asking with { User = value }));
        Refusal.Of<InvalidUrlException>(() => CredentialText.Write(Asking with { Challenges = [value] }));
        Should.Throw<ArgumentException>(() => Credential.Basic("user", value));
    }

    [Test]
    public void S15_Lines_end_at_LF_alone()
    {
        Refusal.Of<AuthenticationFailedException>(() => Read("username=u\npassword=p\u00c2\u0085host=evil\n"));
        Refusal.Of<AuthenticationFailedException>(() => Read("username=u\rpassword=p\n"));
        Read("username=u\npassword=p\n")!.User.ShouldBe("u");
    }

    [TestCase("host=evil.example\nusername=u\npassword=p\n")]
    [TestCase("protocol=http\nusername=u\npassword=p\n")]
    [TestCase("host=git.example.\nusername=u\npassword=p\n")]
    public void S16_An_answer_for_somebody_else_is_not_used(string answer) => Read(answer).ShouldBeNull();

    [Test]
    public async Task S16_A_helper_is_told_the_exact_origin()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\""));
        var (options, helper) = HttpRow.Knowing();

        await HttpRow.RefusedAsync<AuthenticationFailedException>(() => HttpRow.ListAsync(web.Url(), options));

        helper.Told[0].ShouldBe($"fill http 127.0.0.1:{web.Port} r.git [Basic realm=\"x\"]");
    }

    [Test]
    public async Task S16_A_token_of_one_host_goes_to_no_other()
    {
        using var place = new TestDirectory();
        await File.WriteAllTextAsync(place.At("netrc"), $"machine git.example login u password {HttpRow.Secret}\nmachine 127.0.0.1.git.example login u password {HttpRow.Secret}\ndefault login u password {HttpRow.Secret}\n");
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\""));

        await HttpRow.RefusedAsync<AuthenticationFailedException>(() => HttpRow.ListAsync(web.Url(), new GitClientOptions { Http = new() { Credentials = new NetrcCredentials(place.At("netrc")) } }));

        web.Requests.ShouldHaveSingleItem().Header("Authorization").ShouldBeNull();
    }

    [TestCase("nonsense\n")]
    [TestCase("=x\n")]
    [TestCase("username=u\nusername=v\npassword=p\n")]
    [TestCase("quit=1\n")]
    [TestCase("username=u\npassword=p\npassword_expiry_utc=99999999999999999999\n")]
    [TestCase("username=u\npassword=p\npassword_expiry_utc=-1\n")]
    [TestCase("username=u:v\npassword=p\n")]
    [TestCase("username=u\npassword=\u00ff\n")]
    public void S17_A_bad_answer_of_a_helper_is_refused(string answer) => Refusal.Of<AuthenticationFailedException>(() => Read(answer));

    [Test]
    public void S17_A_password_that_is_over_is_none() => Read("username=u\npassword=p\npassword_expiry_utc=1\n").ShouldBeNull();

    [Test]
    public async Task S17_A_helper_that_floods_is_cut_off() =>
        (await HttpRow.RefusedAsync<LimitExceededException>(() => Helper("yes username=a").FillAsync(Asking, default).AsTask())).Message.ShouldContain("credential helper");

    [Test]
    public async Task S17_A_helper_that_hangs_ends_in_a_timeout()
    {
        var helper = new GitCredentialHelper(Shell("exec sleep 600")) { Timeout = TimeSpan.FromMilliseconds(300) };

        (await HttpRow.RefusedAsync<AuthenticationFailedException>(() => helper.FillAsync(Asking, default).AsTask())).Message.ShouldContain("did not end within");
    }

    [Test]
    public async Task S17_A_helper_that_hangs_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => Helper("exec sleep 600").FillAsync(Asking, stop.Token).AsTask().WaitAsync(Patience.OfARow));
    }

    [Test]
    public async Task S18_A_password_is_in_no_error_and_no_text()
    {
        await using var web = new ScriptedWeb(request => request.Header("Authorization") is null
            ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"") : WebAnswer.Of(int.Parse(request.Target[1..4], CultureInfo.InvariantCulture), "text/plain", "no"));
        foreach (var status in new[] { 200, 204, 400, 401, 403, 404, 407, 429, 500, 503 })
        {
            var error = await Should.ThrowAsync<Exception>(() => HttpRow.ListAsync(web.Url($"user:{HttpRow.Secret}", path: $"/{status}/r.git"), new GitClientOptions { Http = new() { MaxRetries = 0 } }));
            HostileRow.CheckText(error);
        }
        var url = GitUrl.Parse(web.Url($"user:{HttpRow.Secret}"));
        $"{url} {Credential.Basic("user", HttpRow.Secret)} {Credential.Bearer(HttpRow.Secret)} {Asking}".ShouldNotContain(HttpRow.Secret);
    }

    [Test]
    public async Task S18_What_the_observer_sees_holds_no_password()
    {
        await using var web = new ScriptedWeb(request => request.Header("Authorization") is null ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"") : HttpRow.Good(request));

        await using var session = await GitClient.ConnectAsync(web.Url($"user:{HttpRow.Secret}"));

        session.Peer.ShouldBe(web.Url());
    }

    [TestCase("NTLM")]
    [TestCase("Negotiate")]
    [TestCase("Digest realm=\"x\", nonce=\"y\"")]
    public async Task S19_Nothing_of_the_system_is_offered(string challenge)
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(401, null, "", "WWW-Authenticate: " + challenge));
        var (options, helper) = HttpRow.Knowing();

        var error = await HttpRow.RefusedAsync<AuthenticationFailedException>(() => HttpRow.ListAsync(web.Url($"user:{HttpRow.Secret}"), options));

        error.Message.ShouldContain("and this client knows Basic and Bearer");
        web.Requests.ShouldHaveSingleItem().Header("Authorization").ShouldBeNull();
        helper.Told.ShouldBeEmpty();
    }

    [Test]
    public async Task M06_What_a_server_or_a_url_says_reaches_no_prompt_raw()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(401, "text/plain", "\u001b[2JPassword for 'https://git.example':\r\u202e", "WWW-Authenticate: Basic realm=\"x\""));
        var (options, helper) = HttpRow.Knowing();

        var error = await HttpRow.RefusedAsync<AuthenticationFailedException>(() => HttpRow.ListAsync(web.Url(), options));

        error.Message.ShouldContain("The server said: ^[[2JPassword");
        helper.Told[0].ShouldNotContain(character => char.IsControl(character));
    }

    private static Credential? Read(string answer) => CredentialText.Read(Wire.Bytes(answer), Asking, DateTimeOffset.UtcNow);

    private static GitCredentialHelper Helper(string script) => new(Shell(script));

    private static ProcessCommand Shell(string script) => new("/bin/sh", "-c", script);
}

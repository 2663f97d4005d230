using System.Text;
using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Who the client says it is, to an Apache that asks by Basic and to servers that ask otherwise.</summary>
[CancelAfter(120_000)]
public sealed class HttpLoginTests : IDisposable
{
    private ApacheServer apache = null!;

    [OneTimeSetUp]
    public void Serve()
    {
        apache = new ApacheServer();
        SourceRepository.MakeRich(apache.Place, ApacheServer.In("guarded.git"));
    }

    public void Dispose() => apache.Dispose();

    [Test]
    public async Task User_and_password_of_the_url_are_used_and_kept_out_of_what_is_written([Values(0, 2)] int protocol, CancellationToken cancellationToken)
    {
        var name = $"guarded-{protocol}.git";
        SourceRepository.MakeRich(apache.Place, ApacheServer.In(name));
        using var place = new TestDirectory();

        using var clone = await GitClient.CloneAsync(
            apache.GuardedUrl(name, "user:secret"), place.At("clone.git"), new CloneOptions { Client = new GitClientOptions { Protocol = protocol } }, cancellationToken);

        RealGit.Run(place.At("clone.git"), "fsck", "--strict", "--no-dangling").ShouldBeEmpty();
        (await File.ReadAllTextAsync(place.At("clone.git", "config"), cancellationToken)).ShouldNotContain("secret");
        apache.Requests.Where(line => line.Contains($"/auth/{name}/", StringComparison.Ordinal)).Count(line => line.StartsWith("401 ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Test]
    [Category("hostile")]
    public async Task C03_The_url_of_a_clone_is_kept_as_it_was_written_without_its_password(CancellationToken cancellationToken)
    {
        var written = $"http://us%65r:s%65cret@127.0.0.1:{apache.Port}/auth//gu%61rded.git";
        using var place = new TestDirectory();

        using var clone = await GitClient.CloneAsync(written, place.At("clone.git"), null, cancellationToken);

        RealGit.Run(place.At("clone.git"), "config", "remote.origin.url").ShouldBe(written.Replace(":s%65cret", "", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_push_is_let_in_with_credentials_of_a_helper_who_is_told_that_they_were_good(CancellationToken cancellationToken)
    {
        var target = SourceRepository.Make(apache.Place, ApacheServer.In("mine.git"), "sha1");
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeRich(place, "source.git"));
        var helper = new RecordingHelper(Credential.Basic("user", "secret"));
        var options = new GitClientOptions { Http = new GitHttpClientOptions { Credentials = helper } };

        var result = await GitClient.PushAsync(apache.GuardedUrl("mine.git"), repository, PushPair.Specs("main"), options, cancellationToken);

        result.Succeeded.ShouldBeTrue();
        RealGit.Run(target, "rev-parse", "main").ShouldBe(RealGit.Run(place.At("source.git"), "rev-parse", "main"));
        helper.Told.ShouldBe(["fill http 127.0.0.1:" + apache.Port + " auth/mine.git [Basic realm=\"the tests\"]", "approve Basic ***"]);
    }

    [Test]
    public async Task Wrong_credentials_are_tried_once_and_taken_back(CancellationToken cancellationToken)
    {
        var helper = new RecordingHelper(Credential.Basic("user", "wrong"));
        var options = new GitClientOptions { Http = new GitHttpClientOptions { Credentials = helper } };

        var error = await Refusal.OfAsync<AuthenticationFailedException>(() => GitClient.ConnectAsync(apache.GuardedUrl("guarded.git"), options, cancellationToken).AsTask());

        error.Message.ShouldContain("does not take the credentials");
        helper.Told.Select(line => line.Split(' ')[0]).ShouldBe(["fill", "reject"]);
    }

    [Test]
    public async Task Credentials_that_are_refused_once_the_pack_has_gone_are_taken_back_and_nobody_is_asked_again(CancellationToken cancellationToken)
    {
        await using var web = new ScriptedWeb(request =>
            request.Header("Authorization") is null || request.Header("Transfer-Encoding") is not null ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"")
            : request.Method == "GET" ? WebAnswer.Advertise(HttpRow.V0("report-status delete-refs", "receive-pack"), "receive-pack")
            : WebAnswer.Result([], "receive-pack"));
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(SourceRepository.MakeRich(place, "source.git"));
        var helper = new RecordingHelper(Credential.Basic("user", "secret"));
        var options = new GitClientOptions { Http = new() { Credentials = helper, PostBuffer = 1024 } };

        await Refusal.OfAsync<AuthenticationFailedException>(() => GitClient.PushAsync(web.Url(), repository, PushPair.Specs("main:new"), options, cancellationToken).AsTask());

        helper.Told.Select(line => line.Split(' ')[0]).ShouldBe(["fill", "approve", "reject"]);
    }

    [Test]
    public async Task Where_nobody_knows_credentials_the_error_says_so(CancellationToken cancellationToken)
    {
        var error = await Refusal.OfAsync<AuthenticationFailedException>(() => GitClient.ConnectAsync(apache.GuardedUrl("guarded.git"), null, cancellationToken).AsTask());

        error.Message.ShouldContain("(401): the server asks who is there, and no credentials are known.");
    }

    [Test]
    public async Task Gits_own_helpers_are_asked_and_a_netrc_before_them(CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        await File.WriteAllTextAsync(place.At("netrc"), "machine other.example login user password wrong\ndefault login user password wrong\n", cancellationToken);
        await File.WriteAllTextAsync(place.At("store"), $"http://user:secret@127.0.0.1%3a{apache.Port}\n", cancellationToken);
        var git = new ProcessCommand(ExecutablePath.Find("git")!, "-c", $"credential.helper=store --file={place.At("store")}", "credential")
        {
            Environment = new Dictionary<string, string?> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1", ["GIT_TERMINAL_PROMPT"] = "0" },
        };
        var options = new GitClientOptions { Http = new GitHttpClientOptions { Credentials = new CredentialHelpers(new NetrcCredentials(place.At("netrc")), new GitCredentialHelper(git)) } };
        await using (var session = await GitClient.ConnectAsync(apache.GuardedUrl("guarded.git"), options, cancellationToken))
            (await session.GetRefsAsync(cancellationToken: cancellationToken)).ShouldNotBeEmpty();

        await File.WriteAllTextAsync(place.At("netrc"), "# mine\nmachine 127.0.0.1\n\tlogin user\n\tpassword secret\n", cancellationToken);
        var netrc = new GitClientOptions { Http = new GitHttpClientOptions { Credentials = new NetrcCredentials(place.At("netrc")) } };
        await using var again = await GitClient.ConnectAsync(apache.GuardedUrl("guarded.git"), netrc, cancellationToken);
        (await again.GetRefsAsync(cancellationToken: cancellationToken)).ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_token_goes_by_Bearer(CancellationToken cancellationToken)
    {
        await using var web = new ScriptedWeb(request => request.Header("Authorization") == "Bearer t0ken"
            ? WebAnswer.Advertise(Wire.V2Greeting) : WebAnswer.Of(401, "text/plain", "who?", "WWW-Authenticate: Bearer realm=\"x\""));
        var options = new GitClientOptions { Http = new GitHttpClientOptions { Credentials = new RecordingHelper(Credential.Bearer("t0ken")) } };

        await using var session = await GitClient.ConnectAsync(web.Url(), options, cancellationToken);

        session.Protocol.ShouldBe(2);
        web.Requests.Select(request => request.Header("Authorization")).ShouldBe([null, "Bearer t0ken"]);
    }

    [Test]
    public async Task Basic_goes_in_UTF_8(CancellationToken cancellationToken)
    {
        await using var web = new ScriptedWeb(request => request.Header("Authorization") is null
            ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"") : WebAnswer.Advertise(Wire.V2Greeting));

        await using var session = await GitClient.ConnectAsync(web.Url("J%C3%BCrgen:gr%C3%BCn"), null, cancellationToken);

        web.Requests[1].Header("Authorization").ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("Jürgen:grün")));
    }
}

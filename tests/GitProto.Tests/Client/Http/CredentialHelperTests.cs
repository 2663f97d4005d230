using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Helpers that fail, and several of them at once.</summary>
[CancelAfter(60_000)]
public sealed class CredentialHelperTests
{
    private static readonly CredentialRequest Asking = new() { Protocol = "https", Host = "git.example", Path = "r.git" };

    [Test]
    public async Task Whoever_gave_credentials_is_told_what_became_of_them_also_where_another_has_given_some_since()
    {
        var (first, second) = (new RecordingHelper(Credential.Basic("a", "x")), new RecordingHelper(Credential.Basic("b", "y")));
        var asked = 0;
        var helpers = new CredentialHelpers(new Switch(() => asked++ == 0 ? first : null), second);
        var mine = await helpers.FillAsync(Asking, default);
        await helpers.FillAsync(Asking, default);

        await helpers.ApproveAsync(Asking, mine!, default);
        await helpers.RejectAsync(Asking, Credential.Basic("c", "z"), default);

        first.Told[1..].ShouldBe(["approve Basic ***"]);
        second.Told.ShouldHaveSingleItem().ShouldStartWith("fill");
    }

    [Test]
    public async Task A_helper_that_cannot_keep_what_was_good_does_not_undo_the_success()
    {
        await using var web = new ScriptedWeb(request => request.Header("Authorization") is null
            ? WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\"") : WebAnswer.Advertise(Wire.V2Greeting));
        var warnings = new List<string>();
        var http = new GitHttpClientOptions { Credentials = new Forgetful(), CredentialsNotKept = e => warnings.Add(e.Message) };

        await using var session = await GitClient.ConnectAsync(web.Url(), new GitClientOptions { Http = http });

        session.Protocol.ShouldBe(2);
        warnings.ShouldBe(["the disk is full"]);
    }

    [Test]
    public async Task A_helper_that_cannot_forget_what_was_bad_does_not_hide_why_the_server_refused()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\""));
        var options = new GitClientOptions { Http = new GitHttpClientOptions { Credentials = new Forgetful() } };

        (await Refusal.OfAsync<AuthenticationFailedException>(() => GitClient.ConnectAsync(web.Url(), options).AsTask())).Message.ShouldContain("does not take the credentials");
    }

    [Test]
    public async Task A_user_with_a_colon_is_refused_with_the_reason()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\""));

        var error = await Refusal.OfAsync<AuthenticationFailedException>(() => GitClient.ConnectAsync(web.Url("a%3ab:secret")).AsTask());

        error.Message.ShouldContain("holds a colon, and Basic cannot send such a name");
    }

    [Test]
    public async Task Nobody_is_asked_for_credentials_of_a_body_that_has_passed()
    {
        await using var web = new ScriptedWeb(request => request.Method == "GET" ? WebAnswer.Advertise(Wire.V2Greeting)
            : request.Header("Content-Length") == "4" ? WebAnswer.Result([])
            : request.Header("Transfer-Encoding") is null ? HttpRow.Good(request)
            : WebAnswer.Of(401, null, "", "WWW-Authenticate: Basic realm=\"x\""));
        var (options, helper) = HttpRow.Knowing();
        options = options with { Http = options.Http with { PostBuffer = 200 } };
        ObjectId[] haves = [.. Enumerable.Range(1, 8).Select(number => ObjectId.Parse(number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture)))];
        await using var session = await GitClient.ConnectAsync(web.Url(), options);

        await Refusal.OfAsync<AuthenticationFailedException>(() => session.FetchPackAsync(_ => [ObjectId.Parse(Wire.A)], new ListedHaves(haves), Stream.Null).AsTask());

        helper.Told.ShouldBeEmpty();
        web.Requests.ShouldContain(request => request.Header("Transfer-Encoding") == "chunked");
    }

    [Test]
    public async Task A_netrc_that_may_not_be_read_is_named()
    {
        // A directory cannot be read by anybody, whatever the rights of the one who runs the tests.
        using var place = new TestDirectory();
        Directory.CreateDirectory(place.At("netrc"));

        (await Refusal.OfAsync<IOException>(() => new NetrcCredentials(place.At("netrc")).FillAsync(Asking, default).AsTask())).Message.ShouldContain("cannot be read");
    }

    private sealed class Switch(Func<ICredentialHelper?> chosen) : ICredentialHelper
    {
        private ICredentialHelper? giver;

        public ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken) =>
            chosen() is { } one ? (giver = one).FillAsync(request, cancellationToken) : ValueTask.FromResult<Credential?>(null);

        public ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) => giver!.ApproveAsync(request, credential, cancellationToken);

        public ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) => giver!.RejectAsync(request, credential, cancellationToken);
    }

    private sealed class Forgetful : ICredentialHelper
    {
        public ValueTask<Credential?> FillAsync(CredentialRequest request, CancellationToken cancellationToken) => ValueTask.FromResult<Credential?>(Credential.Basic("user", "secret"));

        public ValueTask ApproveAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) => throw new IOException("the disk is full");

        public ValueTask RejectAsync(CredentialRequest request, Credential credential, CancellationToken cancellationToken) => throw new AuthenticationFailedException("the helper hangs");
    }
}

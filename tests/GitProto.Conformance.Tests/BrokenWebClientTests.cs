using GitProto.Conformance.Cases;
using GitProto.Conformance.Cases.Faults;
using GitProto.Conformance.Cases.Web;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Peers.Broken;
using GitProto.Conformance.Running;
using GitProto.Conformance.Wire.Http;
using GitProto.Protocol;

namespace GitProto.Conformance.Tests;

/// <summary>Clients of HTTP that are broken on purpose: each is found by the cases that are named for it, and by no other of those in which an answer is wrong, or of a list.</summary>
[CancelAfter(900_000), Parallelizable(ParallelScope.Self)]
public sealed class BrokenWebClientTests
{
    [Test]
    public Task One_that_takes_any_media_type_is_found(CancellationToken cancellationToken) =>
        CheckAsync("takes any media type", new AnswerChange((request, answer) => request.Method == "GET" ? answer.With("Content-Type", HttpTransport.UploadPackAdvertisement) : null, body => body), cancellationToken, "http.smart-type/*");

    [Test]
    public Task One_that_does_not_look_at_the_service_is_found(CancellationToken cancellationToken) =>
        CheckAsync("does not look at the service", new AnswerChange((_, answer) => answer, Fetching), cancellationToken, "service-header.same-service/push");

    [Test]
    public Task One_that_follows_any_redirect_is_found(CancellationToken cancellationToken) =>
        CheckAsync("follows any redirect", new AnswerChange((request, answer) => answer.Status == 302 ? answer.With("Location", request.Target) : null, body => body), cancellationToken, "http.redirect-shape/*");

    [Test]
    public Task One_that_takes_every_error_for_a_success_asks_again_and_is_found(CancellationToken cancellationToken) =>
        CheckAsync("goes on where it is forbidden", new AnswerChange((_, answer) => answer.Status is 403 or 407 ? answer.WithStatus(429, "Too Many Requests").With("Retry-After", "0") : null, body => body), cancellationToken, "http.forbidden/*");

    private static Task CheckAsync(string name, AnswerChange change, CancellationToken cancellationToken, params string[] foundBy) =>
        BrokenPeerTests.CheckAsync(name, foundBy, new Pairing(name, Direction.Client, new BrokenWebClient(name, change), new SelfServer(TransportKind.Http)), [.. Catalogue.Positive().Where(one => one.Id.EndsWith("/list-v2", StringComparison.Ordinal)), .. WrongAnswers.All.Select(wrong => new WrongAnswerCase(wrong))], cancellationToken);

    private static byte[] Fetching(byte[] body)
    {
        var (push, fetch) = (PacketBytes.Of(new ServiceHeader { Service = ServiceHeaderService.ReceivePack }, Role.Server), PacketBytes.Of(new ServiceHeader { Service = ServiceHeaderService.UploadPack }, Role.Server));
        return body.AsSpan().StartsWith(push) ? [.. fetch, .. body[push.Length..]] : body;
    }
}

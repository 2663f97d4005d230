using System.Globalization;
using GitProto.Conformance.Cases.Scenarios;
using GitProto.Conformance.Peers;
using GitProto.Conformance.Peers.Http;
using GitProto.Conformance.Wire.Http;

namespace GitProto.Conformance.Cases.Web;

/// <summary>A clone over HTTP whose first request is answered wrong: it has to fail, say why, and ask for nothing else.</summary>
internal sealed class WrongAnswerCase(WrongAnswer wrong) : Case(wrong.Rule, wrong.Name, wrong.Title, Direction.Client)
{
    private const string Repository = "basic.git";

    public override async Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        if (bench.Server.Address is not WebAddress address)
            return Verdict.NotOffered("it is said over HTTP alone");
        var requests = 0;
        HttpHead? right = null;
        byte[] advertisement = [];
        // Where a redirect leads there is what was asked for: who follows it must not fail for another reason.
        var change = new AnswerChange(
            (request, answer) => Interlocked.Increment(ref requests) switch { 1 => wrong.Head(request, right = answer), 2 when wrong.Requests == 2 => right, _ => null },
            body => requests == 1 ? wrong.Body(advertisement = body) : advertisement);
        await using var relay = new HttpRelay(address.Base, bench.Wire, change: change);
        var task = new ClientTask(ClientVerb.Clone, relay.Url(Repository), bench.Place("refused")) { Protocol = wrong.Protocol };
        var end = await bench.Client.RunAsync(task, cancellationToken);
        await relay.DisposeAsync();
        if (end is null)
            return Verdict.NotOffered($"{bench.Client.Name} has no way to do this");
        if (requests == 0)
            return Verdict.Fail("the client asked for nothing");
        if (Expect.Failure(end) is { } problem)
            return Verdict.Fail(problem);
        return requests <= wrong.Requests ? Verdict.Pass : Verdict.Fail(string.Create(CultureInfo.InvariantCulture, $"the client made {requests} requests, and should have given up after {wrong.Requests}"));
    }
}

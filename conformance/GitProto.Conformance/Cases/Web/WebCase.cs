using GitProto.Conformance.Peers.Http;

namespace GitProto.Conformance.Cases.Web;

/// <summary>Requests of HTTP that are made of a server; over other transports there are none.</summary>
internal sealed class WebCase(WebScript script) : Case(script.Rule, script.Name, script.Title, Direction.Server, script.Row)
{
    public override string? Changes => script.Changed;

    public override async Task<Verdict> RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        if (bench.Server.Address is not WebAddress address)
            return Verdict.NotOffered("it is asked over HTTP alone");
        using var talk = new WebTalk(address.Base, cancellationToken);
        return await script.Play(talk) is { } problem ? Verdict.Fail(problem) : Verdict.Pass;
    }
}

using System.IO.Pipelines;
using GitProto.Generators.Tests.Support;
using GitProto.Protocol;

namespace GitProto.Generators.Tests;

/// <summary>What is illegal in a flow does not compile; what a compiler cannot see ends in a sentence.</summary>
public sealed class IllegalUseTests
{
    private const string Program = """
        using System.Threading.Tasks;
        using GitProto.Protocol;
        public static class Program
        {
            public static async Task Run(UploadPackV2Flow.Client.Idle idle)
            {
                var listing = await idle.SendAsync(new LsRefsRequest());
                BODY
            }
        }
        """;

    [Test]
    public void A_request_while_an_answer_is_due_does_not_compile() =>
        new GeneratorRun([], Program.Replace("BODY", "await listing.SendAsync(new LsRefsRequest());", StringComparison.Ordinal)).Compile()
            .Select(error => error.Id).ShouldContain("CS1061");

    [Test]
    public void The_legal_next_step_compiles() =>
        new GeneratorRun([], Program.Replace("BODY", "var (response, next) = await listing.ReceiveAsync(); await response.DrainAsync(default); await next.SendFlushAsync();", StringComparison.Ordinal)).Compile().ShouldBeEmpty();

    [Test]
    public async Task A_stale_handle_says_flow_state_and_what_is_allowed()
    {
        var pipe = new Pipe();
        var session = new WireSession(new Duplex(PipeReader.Create(Stream.Null), pipe.Writer), Role.Client, Role.Server, new WireContext());
        var idle = UploadPackV2Flow.Client.ResumeIdle(session);
        session.Context.Offered = new V2Offer().LsRefs(new LsRefsOffer()).Build();
        await idle.SendAsync(new LsRefsRequest());
        var error = Should.Throw<FlowViolationException>(() => idle.Write(new LsRefsRequest()));
        error.Message.ShouldBe("upload-pack-v2: the use of a 'idle' handle of step 2, now that the flow is at step 3, is not allowed in state 'listing'; allowed: a handle of 'listing'.");
    }

    [Test]
    public async Task An_illegal_receive_says_flow_state_what_came_and_what_is_allowed()
    {
        var input = new Pipe();
        var session = new WireSession(new Duplex(input.Reader, new Pipe().Writer), Role.Client, Role.Server, new WireContext());
        session.Context.Offered = new V2Offer().LsRefs(new LsRefsOffer()).Build();
        var idle = UploadPackV2Flow.Client.ResumeIdle(session);
        session.Context.Offered = new V2Offer().LsRefs(new LsRefsOffer()).Build();
        var listing = await idle.SendAsync(new LsRefsRequest());
        await input.Writer.WriteAsync("0001"u8.ToArray());
        var error = await Should.ThrowAsync<MalformedMessageException>(async () => await listing.ReceiveAsync());
        error.Message.ShouldBe("a packet: the server sent a delim packet as line 1, at byte 0, flow 'upload-pack-v2', state 'listing'; expected ls-refs-response.");
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

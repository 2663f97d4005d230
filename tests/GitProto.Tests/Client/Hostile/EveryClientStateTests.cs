using System.Diagnostics;
using GitProto.Client;
using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What a server can do to a client in every state in which the client waits for it: refuse, leave, fall silent. And the client's own wish to stop.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class EveryClientStateTests
{
    private static readonly string[] OtherCommands = ["informing", "bundling"];

    // These are entered over HTTP alone, where they have tests of their own.
    private static readonly string[] InOneRequest = ["cutting-negotiating", "cutting-finishing"];

    private static IEnumerable<TestCaseData> Places() => ClientPlace.All.Select(place => new TestCaseData(place).SetArgDisplayNames(place.Name));

    [Test]
    public void W10_No_state_of_the_client_is_left_out() =>
        new IFlow[] { FetchV0Flow.Table, UploadPackV2Flow.Table }
            .SelectMany(flow => FlowStates.Of(flow, Role.Server))
            .Where(state => !OtherCommands.Concat(InOneRequest).Any(word => state.Contains($"'{word}'", StringComparison.Ordinal)))
            .ShouldBe(ClientPlace.All.Select(place => place.Where.Split(", within")[0]).Distinct(), ignoreOrder: true);

    [TestCaseSource(nameof(Places))]
    public async Task W09_An_error_is_told_once(object at)
    {
        var place = (ClientPlace)at;
        if (place.IsRaw)
            return;
        await using var server = ScriptedServer.Start([place.Said, Wire.Lines("ERR no \u0007 luck\n")]);

        var error = await EndAsync(place, server, GitClientOptions.Default);

        error.ShouldBeOfType<RemoteErrorException>().Text.ToString().ShouldBe("no \u0007 luck");
    }

    [TestCaseSource(nameof(Places))]
    public async Task W10_A_server_that_leaves_in_the_middle_of_a_packet_is_named_with_the_state(object at)
    {
        var place = (ClientPlace)at;
        await using var server = ScriptedServer.Start([place.Said, "00"u8.ToArray()]);

        var error = await EndAsync(place, server, GitClientOptions.Default);

        error.ShouldBeAssignableTo<IOException>();
        error!.Message.ShouldContain(place.Where);
    }

    [TestCaseSource(nameof(Places))]
    public async Task W19_A_silent_server_ends_in_a_timeout_that_names_the_state(object at)
    {
        var place = (ClientPlace)at;
        var clock = new StoppedClock();
        await using var server = await ScriptedServer.StartSilentAsync(place.Said);

        var error = await EndAsync(place, server, new GitClientOptions { Timeouts = clock.Timeouts, TimeProvider = clock.Time }, async talking =>
        {
            await clock.UntilWaitingAsync(talking);
            clock.RunOut();
        });

        error.ShouldBeOfType<GitTimeoutException>().State.ShouldBe(place.Where);
    }

    [TestCaseSource(nameof(Places))]
    public async Task W19_A_client_that_waits_can_be_cancelled_at_once(object at)
    {
        var place = (ClientPlace)at;
        var clock = new StoppedClock();
        using var stop = new CancellationTokenSource();
        var time = new Stopwatch();
        await using var server = await ScriptedServer.StartSilentAsync(place.Said);

        var error = await EndAsync(place, server, new GitClientOptions { Timeouts = clock.Timeouts, TimeProvider = clock.Time }, async talking =>
        {
            await clock.UntilWaitingAsync(talking);
            time.Start();
            await stop.CancelAsync();
        }, stop.Token);

        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(1)));
        error.ShouldBeAssignableTo<OperationCanceledException>();
    }

    private static async Task<Exception?> EndAsync(
        ClientPlace place, ScriptedServer server, GitClientOptions options, Func<Task, Task>? meanwhile = null, CancellationToken cancellationToken = default)
    {
        var row = new HostileRow { Store = () => [], IsClosed = _ => server.LeftAsync() };
        return await row.RunAsync(async () =>
        {
            var talking = place.TalkAsync(server, options, cancellationToken);
            if (meanwhile is not null)
                await meanwhile(talking);
            await talking;
        });
    }
}

using System.Diagnostics;
using System.Globalization;
using GitProto.Protocol;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What a client can do to a server in every state: give up, leave, fall silent, not read. And the server's own wish to stop.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class EveryServerStateTests
{
    private static readonly string[] Places = ["calling", "asking", "in the wants", "in the wants of v1", "cut", "negotiating", "in the haves", "idle", "in a command", "in the arguments", "between commands"];
    private static readonly string[] Floods = ["v0 refs", "v2 refs", "v0 answers", "v0 pack", "raw pack", "v2 pack"];
    private HostileServer server = null!;

    [SetUp]
    public async Task Make() => server = await HostileServer.MakeAsync();

    [TearDown]
    public void Stop() => server.Dispose();

    [Test]
    public void W10_No_state_of_the_server_is_left_out() =>
        // Where the pack is on its way, a client may only close its end, which is no wait of the server. Where the boundary is due, the server speaks, whatever has come.
        new IFlow[] { ConnectFlow.Table, FetchV0Flow.Table, UploadPackV2Flow.Table }
            .SelectMany(flow => FlowStates.Of(flow, Role.Client))
            .Where(state => !state.EndsWith("'finishing'", StringComparison.Ordinal) && !state.EndsWith("'cutting'", StringComparison.Ordinal))
            .ShouldBe(Places.Select(place => At(place).Where).Distinct(), ignoreOrder: true);

    [TestCaseSource(nameof(Places))]
    public async Task W09_A_client_that_gives_up_is_not_answered(string place) =>
        (await server.RefusesAsync<RemoteErrorException>(At(place).Sent + ScriptedClient.Pkt("ERR enough"))).ShouldNotContain("ERR ");

    [TestCaseSource(nameof(Places))]
    public async Task W10_A_client_that_leaves_in_the_middle_of_a_packet_is_named_with_the_state(string place)
    {
        var (_, error) = await server.TalkAsync(At(place).Sent + "00");

        error.ShouldBeAssignableTo<IOException>();
        error!.Message.ShouldContain(At(place).Where);
    }

    [TestCaseSource(nameof(Places))]
    public async Task W19_A_silent_client_ends_in_a_timeout_that_names_the_state(string place)
    {
        var clock = new StoppedClock();
        await using var client = await ScriptedClient.CallWithAsync(At(place).Sent, server.Served, Options(clock));

        var error = await EndAsync(client, async () =>
        {
            await clock.UntilWaitingAsync(client.Serving);
            clock.RunOut();
        });

        error.ShouldBeOfType<GitTimeoutException>().State.ShouldBe(At(place).Where);
    }

    [TestCaseSource(nameof(Places))]
    public async Task W19_A_server_that_waits_can_be_cancelled_at_once(string place)
    {
        var clock = new StoppedClock();
        using var stop = new CancellationTokenSource();
        var time = new Stopwatch();
        await using var client = await ScriptedClient.CallWithAsync(At(place).Sent, server.Served, Options(clock), cancellationToken: stop.Token);

        var error = await EndAsync(client, async () =>
        {
            await clock.UntilWaitingAsync(client.Serving);
            time.Start();
            await stop.CancelAsync();
        });

        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(1)));
        error.ShouldBeAssignableTo<OperationCanceledException>();
    }

    [TestCaseSource(nameof(Floods))]
    public async Task W19_A_client_that_does_not_read_ends_in_a_timeout(string flood)
    {
        var clock = new StoppedClock();
        await using var client = await ScriptedClient.CallWithAsync(await FloodAsync(flood), server.Served, Options(clock), Capacity);

        var error = await EndAsync(client, async () =>
        {
            await clock.UntilWaitingAsync(client.Serving);
            clock.RunOut();
        });

        error.ShouldBeOfType<GitTimeoutException>().Message.ShouldContain("took nothing");
    }

    [TestCaseSource(nameof(Floods))]
    public async Task W19_A_server_that_writes_can_be_cancelled_at_once(string flood)
    {
        var clock = new StoppedClock();
        using var stop = new CancellationTokenSource();
        var time = new Stopwatch();
        await using var client = await ScriptedClient.CallWithAsync(await FloodAsync(flood), server.Served, Options(clock), Capacity, stop.Token);

        var error = await EndAsync(client, async () =>
        {
            await clock.UntilWaitingAsync(client.Serving);
            time.Start();
            await stop.CancelAsync();
        });

        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(1)));
        error.ShouldBeAssignableTo<OperationCanceledException>();
    }

    private const int Capacity = 96 << 10;

    private static GitServerOptions Options(StoppedClock clock) =>
        new() { Timeouts = clock.Timeouts, TimeProvider = clock.Time, UploadPack = new UploadPackOptions { KeepAlive = Timeout.InfiniteTimeSpan } };

    private async Task<Exception?> EndAsync(ScriptedClient client, Func<Task> meanwhile)
    {
        var row = new HostileRow { Store = () => HostileRow.Content(server.Served), IsClosed = _ => Task.CompletedTask };
        return await row.RunAsync(async () =>
        {
            await meanwhile();
            await client.Serving;
        });
    }

    /// <summary>What a client has sent, and where the server then waits.</summary>
    private (string Sent, string Where) At(string place)
    {
        var id = server.Commit.ToString();
        var want = ScriptedClient.Pkt($"want {id} multi_ack_detailed side-band-64k\n");
        var (hello0, hello2) = (ScriptedClient.Hello(0), ScriptedClient.Hello(2));
        const string Asking = "flow 'fetch-v0', state 'asking'";
        const string Negotiating = "flow 'fetch-v0', state 'negotiating'";
        const string Idle = "flow 'upload-pack-v2', state 'idle'";
        return place switch
        {
            "calling" => ("", "flow 'connect', state 'calling'"),
            "asking" => (hello0, Asking),
            "in the wants" => (hello0 + want, Asking),
            "in the wants of v1" => (ScriptedClient.Hello(1) + want, Asking),
            "cut" => (hello0 + ScriptedClient.Pkt($"want {id} shallow\n") + ScriptedClient.Pkt("deepen 1") + "0000", Negotiating),
            "negotiating" => (hello0 + want + "0000", Negotiating),
            "in the haves" => (hello0 + want + "0000" + ScriptedClient.Pkt($"have {id}\n"), Negotiating),
            "idle" => (hello2, Idle),
            "in a command" => (hello2 + ScriptedClient.Pkt("command=ls-refs"), Idle),
            "in the arguments" => (hello2 + ScriptedClient.Pkt("command=fetch") + "0001" + ScriptedClient.Pkt($"want {id}\n"), Idle),
            _ => (hello2 + ScriptedClient.Pkt("command=ls-refs") + "0000", Idle),
        };
    }

    /// <summary>A request whose answer is more than the connection holds.</summary>
    private async Task<string> FloodAsync(string flood)
    {
        if (flood.EndsWith("refs", StringComparison.Ordinal))
        {
            for (var number = 0; number < 4_000; number++)
                await server.Served.Refs.SetAsync(RefName.Parse($"refs/heads/branch-{number.ToString(CultureInfo.InvariantCulture)}"), server.Commit);
            return flood == "v0 refs" ? ScriptedClient.Hello(0) : ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=ls-refs") + "0000";
        }
        if (flood == "v0 answers")
        {
            // As many acknowledgments as there are haves in one block.
            var haves = Enumerable.Range(0, 1_900).Select(number => server.Served.Objects.Write(ObjectType.Blob, BitConverter.GetBytes(number)));
            return ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {server.Commit} multi_ack_detailed\n") + "0000" + string.Concat(haves.Select(id => ScriptedClient.Pkt($"have {id}\n"))) + "0000";
        }
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        var blob = server.Served.Objects.Write(ObjectType.Blob, bytes);
        await server.Served.Refs.SetAsync(RefName.Parse("refs/x/blob"), blob);
        return flood switch
        {
            "v0 pack" => ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {blob} side-band-64k\n") + "0000" + ScriptedClient.Pkt("done\n"),
            "raw pack" => ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {blob}\n") + "0000" + ScriptedClient.Pkt("done\n"),
            _ => ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + ScriptedClient.Pkt($"want {blob}\n") + ScriptedClient.Pkt("done\n") + "0000",
        };
    }
}

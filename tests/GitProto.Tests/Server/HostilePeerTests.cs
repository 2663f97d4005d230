using System.Diagnostics;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Rows of clients that leave, trickle or do not read.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostilePeerTests
{
    private HostileServer server = null!;

    [SetUp]
    public async Task Make() => server = await HostileServer.MakeAsync();

    [TearDown]
    public void Stop() => server.Dispose();

    [Test]
    public async Task W10_A_session_cut_at_any_byte_ends_at_once([Values(0, 2)] int version)
    {
        var session = version == 0
            ? ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {server.Commit} multi_ack_detailed side-band-64k\n") + "0000" + ScriptedClient.Pkt($"have {server.Tag}\n") + "0000" + ScriptedClient.Pkt("done\n")
            : ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=ls-refs\n") + "0001" + ScriptedClient.Pkt("peel\n") + "0000"
                + ScriptedClient.Pkt("command=fetch\n") + "0001" + ScriptedClient.Pkt($"want {server.Commit}\n") + ScriptedClient.Pkt("done\n") + "0000";
        for (var length = 0; length < session.Length; length++)
        {
            var (said, error) = await server.TalkAsync(session[..length]);

            (error is null or IOException).ShouldBeTrue($"cut at {length}: {error}");
            said.ShouldNotContain("PACK", Case.Sensitive);
        }
        (await server.TalkAsync(session)).Said.ShouldContain("PACK", Case.Sensitive);
    }

    [Test]
    public async Task W19_A_client_that_stops_in_the_middle_of_a_message_is_let_go()
    {
        var time = new ManualTime();
        foreach (var sent in new[] { ScriptedClient.Hello(2) + "001", ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {server.Commit}\n") })
        {
            await using var client = ScriptedClient.Call(server.Served, new GitServerOptions { TimeProvider = time });
            await client.SendAsync(sent);
            await client.ReadMessageAsync();
            for (var step = 0; step < 200 && !client.Serving.IsCompleted; step++)
            {
                await Task.Delay(20);
                time.Advance(TimeSpan.FromMinutes(1));
            }
            await Refusal.OfAsync<GitTimeoutException>(() => client.Serving);
        }
    }

    [Test]
    public async Task W19_A_client_that_does_not_read_is_let_go_and_fills_no_memory()
    {
        var tree = Fill(server.Served, 64);
        var options = new GitServerOptions { Timeouts = new GitTimeouts { Idle = TimeSpan.FromMilliseconds(500) } };
        await using var client = ScriptedClient.Call(server.Served, options);

        await client.SendAsync(Fetch(tree));

        await Refusal.OfAsync<GitTimeoutException>(() => client.Serving);
    }

    [Test]
    public async Task W19_Service_ends_at_once_when_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var (near, far) = InProcessConnection.CreatePair();
        await using var client = near;
        var serving = GitServer.ServeAsync(far, null, new DictionaryResolver { ["/r"] = server.Served }, cancellationToken: stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => serving.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task N13_A_client_that_leaves_within_the_pack_stops_the_server_within_a_second()
    {
        var tree = Fill(server.Served, 8);
        for (var round = 0; round < 100; round++)
        {
            var client = ScriptedClient.Call(server.Served, capacity: 4096);
            await client.SendAsync(Fetch(tree));
            string? line;
            do
            {
                line = await client.ReadPacketAsync();
            }
            while (line is null || !line.StartsWith("\u0001PACK", StringComparison.Ordinal));
            await client.DisposeAsync();

            var clock = Stopwatch.StartNew();
            await Should.ThrowAsync<IOException>(() => client.Serving.WaitAsync(TimeSpan.FromSeconds(20)));
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10), "a loaded machine is given ten times the second that is meant");
        }
    }

    [Test]
    public async Task A_pack_that_fails_says_so_in_the_last_band_and_is_not_whole()
    {
        var (objects, who) = (server.Served.Objects, new CommitOptions().Author);
        var commit = objects.WriteCommit(ObjectId.Parse(new string('1', 40)), [], who, who, "its tree is missing");

        var (said, error) = await server.TalkAsync(Fetch(commit));

        error.ShouldBeOfType<ObjectRefusedException>();
        said.ShouldEndWith("\u0003aborting due to possible repository corruption on the remote side.");
    }

    private static string Fetch(ObjectId want) =>
        ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + ScriptedClient.Pkt($"want {want}\n") + ScriptedClient.Pkt("done\n") + "0000";

    private static ObjectId Fill(MemoryRepository repository, int megabytes)
    {
        var random = new Random(1);
        var bytes = new byte[1 << 20];
        var files = new List<byte>();
        for (var number = 0; number < megabytes; number++)
        {
            random.NextBytes(bytes);
            var id = repository.Objects.Write(ObjectType.Blob, bytes);
            files.AddRange([.. System.Text.Encoding.ASCII.GetBytes($"100644 f{number:d4}"), 0, .. ObjectId.AsSpan(in id)]);
        }
        return repository.Objects.Write(ObjectType.Tree, [.. files]);
    }
}

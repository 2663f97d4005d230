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
    public async Task W19_A_client_that_does_not_read_is_let_go_and_fills_no_memory()
    {
        var tree = Fill(server.Served, 64 << 20, 1 << 20);
        var clock = new StoppedClock();
        var options = new GitServerOptions { Timeouts = clock.Timeouts, TimeProvider = clock.Time, UploadPack = new UploadPackOptions { KeepAlive = Timeout.InfiniteTimeSpan } };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var client = await ScriptedClient.CallWithAsync(Fetch(tree), server.Served, options);
        await clock.UntilWaitingAsync(client.Serving);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(16 << 20);
        clock.RunOut();

        await Refusal.OfAsync<GitTimeoutException>(() => client.Serving);
    }

    [Test]
    public async Task N13_A_client_that_leaves_within_the_pack_stops_the_server_within_a_second()
    {
        var tree = Fill(server.Served, 1 << 20, 16 << 10);
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

            await Should.ThrowAsync<IOException>(() => client.Serving.WaitAsync(Patience.Of(TimeSpan.FromSeconds(1))));
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

    /// <summary>Stores a tree of files that cannot be compressed.</summary>
    private static ObjectId Fill(MemoryRepository repository, int size, int sizeOfFile)
    {
        var random = new Random(1);
        var bytes = new byte[sizeOfFile];
        var files = new List<byte>();
        for (var number = 0; number < size / sizeOfFile; number++)
        {
            random.NextBytes(bytes);
            var id = repository.Objects.Write(ObjectType.Blob, bytes);
            files.AddRange([.. System.Text.Encoding.ASCII.GetBytes($"100644 f{number:d4}"), 0, .. ObjectId.AsSpan(in id)]);
        }
        return repository.Objects.Write(ObjectType.Tree, [.. files]);
    }
}

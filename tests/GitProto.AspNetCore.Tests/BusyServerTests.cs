using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Many clients, clients that leave, and clients that do not listen.</summary>
[CancelAfter(300_000)]
public sealed class BusyServerTests
{
    [Test]
    [Category("hostile")]
    public async Task N13_A_client_that_leaves_within_the_pack_stops_the_server()
    {
        await using var host = await LargeAsync();
        using var active = new ActiveServices();
        for (var round = 0; round < 30; round++)
        {
            using (var client = await FetchAsync(host.Port, host.Tip))
            {
                (await client.GetStream().ReadAsync(new byte[1])).ShouldBe(1);
                await active.UntilAsync(1, Patience.OfARow);
                client.LingerState = new LingerOption(true, 0);
            }
            await active.UntilAsync(0, Patience.Of(TimeSpan.FromSeconds(1)));
        }
    }

    [Test]
    [Category("hostile")]
    public async Task W19_A_client_that_does_not_read_is_let_go()
    {
        await using var host = await LargeAsync(GitTimeouts.Default with { Idle = TimeSpan.FromSeconds(1) });
        using var active = new ActiveServices();
        using var client = await FetchAsync(host.Port, host.Tip);
        await active.UntilAsync(1, Patience.OfARow);
        await active.UntilAsync(0, Patience.Of(TimeSpan.FromSeconds(2)));
    }

    [Test]
    [Category("hostile")]
    public async Task N14_Silent_connections_do_not_keep_others_out()
    {
        await using var host = await HostedGit.StartAsync(options => options.MaxConcurrentRequests = 2);
        SourceRepository.MakeRich(host.Place, HostedGit.In("r.git"));
        var silent = new List<TcpClient>();
        for (var number = 0; number < 400; number++)
            silent.Add(await RawHttp.ConnectAsync(host.Port));
        host.Git(2, "clone", "-q", "--bare", host.Url("r.git"), "clone");
        silent.ForEach(client => client.Dispose());
    }

    [Test]
    [Category("hostile")]
    public async Task N12_A_push_that_is_refused_early_gets_its_report_though_most_of_it_is_still_to_come()
    {
        await using var host = await HostedGit.StartAsync(options => options.DrainTimeout = TimeSpan.FromMinutes(4));
        SourceRepository.Make(host.Place, HostedGit.In("r.git"), "sha1");
        using var http = new HttpClient();
        var line = $"{new string('0', 40)} {new string('1', 40)} refs/heads/main\0report-status";
        var start = Encoding.ASCII.GetBytes($"{line.Length + 4:x4}{line}0000PACK\0\0\0\u0002\0\0\0\u0001").Concat(new byte[1024].Select(_ => (byte)0x70)).ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.DirectUrl("r.git/git-receive-pack"))
        {
            Content = new EndlessContent(start, 256 << 20),
            Headers = { TransferEncodingChunked = true },
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-git-receive-pack-request");

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("ng refs/heads/main unpacker error");
        SourceRepository.Refs(host.Place.At("served", "r.git")).ShouldBeEmpty();
    }

    [Test]
    public async Task A_request_too_many_is_told_to_come_again()
    {
        await using var host = await HostedGit.StartAsync(options => (options.MaxConcurrentRequests, options.MaxQueuedRequests) = (1, 0));
        SourceRepository.MakeRich(host.Place, HostedGit.In("r.git"));
        using var active = new ActiveServices();
        using (var first = await RawHttp.ConnectAsync(host.Port))
        {
            await first.GetStream().WriteAsync(Encoding.ASCII.GetBytes(RawHttp.Turn("/r.git/git-upload-pack", "0000")[..^1]));
            await active.UntilAsync(1, Patience.OfARow);
            var answer = await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/r.git/info/refs?service=git-upload-pack"));
            RawHttp.Status(answer).ShouldBe(503);
            answer.ShouldContain("Retry-After: ");
        }
        await active.UntilAsync(0, Patience.OfARow);
        host.Git(2, "ls-remote", host.Url("r.git")).ShouldContain("refs/heads/main");
    }

    [Test]
    public async Task A_request_that_waits_too_long_is_told_to_come_again_and_one_that_does_not_is_served([Values(false, true)] bool inTime)
    {
        var patience = inTime ? TimeSpan.FromMinutes(2) : TimeSpan.FromMilliseconds(200);
        await using var host = await HostedGit.StartAsync(options => (options.MaxConcurrentRequests, options.QueueTimeout) = (1, patience));
        SourceRepository.MakeRich(host.Place, HostedGit.In("r.git"));
        using var active = new ActiveServices();
        Task<string> waiting;
        using (var first = await RawHttp.ConnectAsync(host.Port))
        {
            await first.GetStream().WriteAsync(Encoding.ASCII.GetBytes(RawHttp.Turn("/r.git/git-upload-pack", "0000")[..^1]));
            await active.UntilAsync(1, Patience.OfARow);
            waiting = RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/r.git/info/refs?service=git-upload-pack"));
            if (!inTime)
                RawHttp.Status(await waiting).ShouldBe(503);
            else
            {
                await Task.WhenAny(waiting, Task.Delay(300));
                waiting.IsCompleted.ShouldBeFalse();
            }
        }
        if (inTime)
            RawHttp.Status(await waiting).ShouldBe(200);
    }

    [Test]
    [Category("hostile")]
    public async Task N12_A_client_that_goes_on_sending_when_it_was_answered_is_let_go()
    {
        await using var host = await HostedGit.StartAsync(options => options.DrainTimeout = TimeSpan.FromMilliseconds(300));
        SourceRepository.MakeRich(host.Place, HostedGit.In("r.git"));
        using var client = await RawHttp.ConnectAsync(host.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(RawHttp.Request("POST", "/r.git/git-upload-pack", "Content-Type: application/x-git-upload-pack-request\r\nTransfer-Encoding: chunked\r\n", "4\r\n0000\r\n")));
        (await stream.ReadAsync(new byte[12])).ShouldBe(12);

        var sending = async () =>
        {
            while (true)
            {
                await stream.WriteAsync("4\r\n0000\r\n"u8.ToArray());
                await Task.Delay(20);
            }
        };
        await Should.ThrowAsync<IOException>(() => sending().WaitAsync(Patience.Of(TimeSpan.FromSeconds(2))));
    }

    [Test]
    public async Task A_push_above_its_bound_is_refused()
    {
        await using var host = await HostedGit.StartAsync(options => options.Limits = new SmartHttpLimits { MaxPushRequest = 1000 });
        var served = SourceRepository.Make(host.Place, HostedGit.In("r.git"), "sha1");
        var mine = SourceRepository.MakeRich(host.Place, "mine");
        RealGit.Try(mine, "", "push", "-q", host.Url("r.git"), "main").Code.ShouldNotBe(0);
        SourceRepository.Refs(served).ShouldBeEmpty();
    }

    [Test]
    public async Task Pushers_at_the_same_time_lose_nothing_that_was_acknowledged()
    {
        await using var host = await HostedGit.StartAsync();
        var served = SourceRepository.MakeRich(host.Place, HostedGit.In("r.git"));
        var end = DateTime.UtcNow + TimeSpan.FromSeconds(8);
        var pushed = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => PushUntil(host, number, end))));
        RealGit.Run(served, "fsck", "--strict", "--no-progress");
        var history = RealGit.Run(served, "rev-list", "main").Split('\n').ToHashSet();
        TestContext.Out.WriteLine($"acknowledged: {string.Join(", ", pushed.Select(one => one.Count))}");
        pushed.SelectMany(one => one).Where(id => !history.Contains(id)).ShouldBeEmpty();
        pushed.Sum(one => one.Count).ShouldBe(RealGit.Run(served, "rev-list", "--count", "--grep=by pusher", "main").Trim() is var count ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : -1);
        pushed.Sum(one => one.Count).ShouldBeGreaterThan(3);
    }

    private static List<string> PushUntil(HostedGit host, int number, DateTime end)
    {
        var mine = host.Place.At($"pusher-{number}");
        RealGit.Run(host.Place.Path, "clone", "-q", "--bare", host.Url("r.git"), mine);
        var acknowledged = new List<string>();
        for (var round = 0; DateTime.UtcNow < end; round++)
        {
            RealGit.Run(mine, "fetch", "-q", "origin", "+refs/heads/main:refs/heads/main");
            var id = RealGit.Run(mine, "commit-tree", "-p", "main", "-m", $"by pusher {number}, {round}", "main^{tree}");
            if (RealGit.Try(mine, "", "push", "-q", "origin", $"{id}:refs/heads/main").Code == 0)
                acknowledged.Add(id);
        }
        return acknowledged;
    }

    private static async Task<TcpClient> FetchAsync(int port, string tip)
    {
        var client = await RawHttp.ConnectAsync(port);
        client.ReceiveBufferSize = 4096;
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(RawHttp.Turn("/large.git/git-upload-pack", $"0012command=fetch\n00010032want {tip}\n0009done\n0000")));
        return client;
    }

    /// <summary>Serves a repository whose pack is more than all buffers on the way hold.</summary>
    private static async Task<LargeHost> LargeAsync(GitTimeouts? timeouts = null)
    {
        var repository = new MemoryRepository();
        await repository.CommitAsync("refs/heads/main", "Large", [("large", Convert.ToBase64String(RandomNumberGenerator.GetBytes(48 << 20)))]);
        var host = await HostedGit.StartAsync(options =>
        {
            options.Resolver = new DictionaryResolver { ["/large.git"] = repository };
            options.Server = options.Server with { Timeouts = timeouts ?? options.Server.Timeouts };
        });
        return new LargeHost(host, repository.Refs.List().Single(one => one.Name.ToString() == "refs/heads/main").Target!.Value.ToString());
    }

    private sealed record LargeHost(HostedGit Host, string Tip) : IAsyncDisposable
    {
        public int Port => Host.Port;

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    /// <summary>A beginning, then zeros, whether anybody wants them or not.</summary>
    private sealed class EndlessContent(byte[] start, long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(start);
            await stream.FlushAsync();
            var zeros = new byte[64 << 10];
            for (var sent = 0L; sent < length; sent += zeros.Length)
                await stream.WriteAsync(zeros);
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = 0;
            return false;
        }
    }
}

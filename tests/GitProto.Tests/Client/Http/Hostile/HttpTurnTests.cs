using System.Diagnostics;
using GitProto.Client;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Servers that leave, fall silent or refuse in the middle of a conversation in turns.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HttpTurnTests
{
    private static readonly byte[] Pack = Wire.Join([.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 0], Convert.FromHexString("029d08823bd8a8eab510ad6ac75c823cfd3ed31e"));
    private static readonly string[] Sessions = ["v2", "v0", "v0-cut", "v0-haves"];

    private static IEnumerable<TestCaseData> Cuts() =>
        from name in Sessions from turn in Enumerable.Range(0, Script(name).Count) from chunked in new[] { false, true } select new TestCaseData(name, turn, chunked);

    [TestCaseSource(nameof(Sessions))]
    public async Task W18_A_connection_for_each_turn_serves_as_well(string name)
    {
        await using var web = Serve(name, (answer, _) => answer with { Closes = true });

        (await TalkAsync(name, web)).ShouldBe(Pack.Length);

        web.Connections.ShouldBe(web.Requests.Count);
    }

    [TestCaseSource(nameof(Cuts))]
    public async Task W10_An_answer_that_is_cut_at_any_packet_is_an_error_and_never_a_hang(string name, int turn, bool chunked)
    {
        var whole = Script(name)[turn];
        var ends = Wire.Packets(whole.Body).Select(packet => packet.Length).Aggregate(new List<int> { 0 }, (sums, length) => [.. sums, sums[^1] + length]);
        foreach (var end in ends.SelectMany(end => new[] { end, end + 1 }).Where(end => end < whole.Body.Length).Distinct())
        {
            await using var web = Serve(name, (answer, number) => number != turn ? answer : Cut(whole, end, chunked));

            var error = await Should.ThrowAsync<Exception>(() => TalkAsync(name, web).WaitAsync(Patience.OfARow));

            (error is IOException or MalformedMessageException or CorruptPackException).ShouldBeTrue($"{end}: {error}");
            HostileRow.CheckText(error);
        }
    }

    [TestCaseSource(nameof(Sessions))]
    public async Task W10_A_length_that_promises_more_than_comes_is_a_cut(string name)
    {
        var last = Script(name).Count - 1;
        await using var web = Serve(name, (answer, number) => number != last ? answer
            : new WebAnswer([.. WebAnswer.Head(200, Script(name)[last].Type, Script(name)[last].Body.Length + 10), .. Script(name)[last].Body]) { Closes = true });

        (await Should.ThrowAsync<IOException>(() => TalkAsync(name, web).WaitAsync(Patience.OfARow))).Message.ShouldContain("in the middle of its answer");
    }

    [Test]
    public async Task W19_A_server_that_falls_silent_ends_in_a_timeout([ValueSource(nameof(Sessions))] string name, [Values(0, 1)] int turn, [Values] bool inTheBody)
    {
        var clock = new StoppedClock();
        var script = Script(name)[turn];
        await using var web = Serve(name, (answer, number) => number != turn ? answer : Silent(script, inTheBody));

        var talking = TalkAsync(name, web, new GitClientOptions { Timeouts = clock.Timeouts, TimeProvider = clock.Time });
        await UntilAsync(() => web.Requests.Count > turn);
        while (!talking.IsCompleted)
        {
            // What is waited for first may be over at the very moment when the clock is moved.
            await clock.UntilWaitingAsync(talking);
            clock.RunOut();
            await Task.Delay(5);
        }

        await HttpRow.RefusedAsync<GitTimeoutException>(() => talking);
    }

    [Test]
    public async Task W19_A_wait_for_a_silent_server_can_be_cancelled([ValueSource(nameof(Sessions))] string name, [Values(0, 1)] int turn, [Values] bool inTheBody)
    {
        using var stop = new CancellationTokenSource();
        var script = Script(name)[turn];
        await using var web = Serve(name, (answer, number) => number != turn ? answer : Silent(script, inTheBody));

        var talking = TalkAsync(name, web, null, stop.Token);
        await UntilAsync(() => web.Requests.Count > turn);
        var time = Stopwatch.StartNew();
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => talking.WaitAsync(Patience.OfARow));
        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(1)));
    }

    [TestCase(9, false)]
    [TestCase(40, true)]
    public async Task N11_A_server_that_writes_before_it_reads_is_heard_or_refused(int megabytes, bool isTooMuch)
    {
        var progress = Wire.Band(2, [.. Enumerable.Repeat((byte)'.', 60_000)]);
        var answer = Wire.Join(Wire.Lines("packfile\n"), Wire.Join([.. Enumerable.Repeat(progress, megabytes * 1_000_000 / progress.Length)]), Wire.Band(3, "that is all"u8.ToArray()));
        await using var web = new ScriptedWeb(
            request => request.Method == "GET" ? WebAnswer.Advertise(Wire.V2Greeting) : request.Header("Content-Length") == "4" ? WebAnswer.Result([])
                : request.Target.EndsWith("git-upload-pack", StringComparison.Ordinal) && request.Header("Transfer-Encoding") is null ? HttpRow.Good(request) : WebAnswer.Result(answer),
            readsBody: request => request.Header("Transfer-Encoding") is null);
        var boundary = Enumerable.Range(0, 170_000).Select(number => ObjectId.Parse(number.ToString("x40", System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        await using var session = await GitClient.ConnectAsync(web.Url());
        Task Fetch() => session.FetchPackAsync(_ => [ObjectId.Parse(Wire.A)], EmptyHaveWalker.Instance, Stream.Null, new FetchPackOptions { Shallows = boundary }).AsTask();

        if (isTooMuch)
            (await Refusal.OfAsync<LimitExceededException>(() => Fetch().WaitAsync(TimeSpan.FromSeconds(60)))).Limit.ShouldBe("MaxEarly");
        else
            (await Refusal.OfAsync<RemoteErrorException>(() => Fetch().WaitAsync(TimeSpan.FromSeconds(60)))).Text.ToString().ShouldBe("that is all");
    }

    [Test]
    public async Task N12_A_refusal_in_the_middle_of_a_pack_is_told_in_its_words([Values] bool hangsUp)
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(LargeRepository(place));
        await using var web = new ScriptedWeb(
            request => request.Method == "GET" ? WebAnswer.Advertise(HttpRow.V0("report-status side-band-64k", "receive-pack"), "receive-pack")
                : request.Header("Content-Length") == "4" ? WebAnswer.Result([], "receive-pack")
                : WebAnswer.Of(413, "text/plain", "the pack is too large") with { Closes = hangsUp, Hangs = !hangsUp },
            readsBody: request => request.Header("Transfer-Encoding") is null);

        var error = await Refusal.OfAsync<GitHttpException>(() => GitClient.PushAsync(web.Url(), repository, PushPair.Specs("main")).AsTask().WaitAsync(TimeSpan.FromSeconds(60)));

        error.Message.ShouldContain("answers with status 413. The server said: the pack is too large");
    }

    [Test]
    public async Task N12_A_report_in_the_middle_of_a_pack_is_delivered()
    {
        using var place = new TestDirectory();
        using var repository = FileRepository.Open(LargeRepository(place));
        var report = Wire.Join(Wire.Band(1, Wire.Lines("unpack cannot make a quarantine\n", "ng refs/heads/main unpacker error\n", "0000")), Wire.Lines("0000"));
        await using var web = new ScriptedWeb(
            request => request.Method == "GET" ? WebAnswer.Advertise(HttpRow.V0("report-status side-band-64k", "receive-pack"), "receive-pack")
                : request.Header("Content-Length") == "4" ? WebAnswer.Result([], "receive-pack") : WebAnswer.Result(report, "receive-pack") with { Closes = true },
            readsBody: request => request.Header("Transfer-Encoding") is null);

        var result = await GitClient.PushAsync(web.Url(), repository, PushPair.Specs("main")).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        result.UnpackError.ShouldBe("cannot make a quarantine");
        result.Succeeded.ShouldBeFalse();
    }

    /// <summary>A repository of 24 MiB that do not compress: more than any socket holds.</summary>
    private static string LargeRepository(TestDirectory place)
    {
        var path = SourceRepository.Make(place, "large.git", "sha1");
        var file = place.At("large");
        var bytes = new byte[24 << 20];
        new Random(24).NextBytes(bytes);
        File.WriteAllBytes(file, bytes);
        var blob = RealGit.Run(path, "hash-object", "-w", file);
        var tree = RealGit.Try(path, $"100644 blob {blob}\tlarge\n", "mktree").Output.Trim();
        RealGit.Run(path, "update-ref", "refs/heads/main", RealGit.Run(path, "commit-tree", "-m", "large", tree));
        return path;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(5);
    }

    private static WebAnswer Silent((string Type, byte[] Body) script, bool inTheBody) =>
        new(inTheBody ? [.. WebAnswer.Head(200, script.Type, script.Body.Length), .. script.Body[..Math.Min(6, script.Body.Length)]] : []) { Hangs = true };

    private static WebAnswer Cut((string Type, byte[] Body) whole, int end, bool chunked)
    {
        if (!chunked)
            return new WebAnswer([.. WebAnswer.Head(200, whole.Type, whole.Body.Length), .. whole.Body[..end]]) { Closes = true };
        var head = $"HTTP/1.1 200 X\r\nContent-Type: {whole.Type}\r\nTransfer-Encoding: chunked\r\n\r\n{whole.Body.Length:x}\r\n";
        return new WebAnswer([.. Wire.Bytes(head), .. whole.Body[..end]]) { Closes = true };
    }

    /// <summary>What a good server says: the media type and the body of each answer.</summary>
    private static List<(string Type, byte[] Body)> Script(string name)
    {
        const string advertisement = "application/x-git-upload-pack-advertisement";
        const string result = "application/x-git-upload-pack-result";
        var packet = Wire.Join(Wire.Band(2, "going on\n"u8.ToArray()), Wire.Band(1, Pack), Wire.Lines("0000"));
        const string capabilities = "multi_ack_detailed no-done side-band-64k shallow";
        return name switch
        {
            "v2" =>
            [
                (advertisement, Wire.V2Greeting),
                (result, Wire.Lines($"{Wire.A} refs/heads/a\n", "0000")),
                (result, Wire.Join(Wire.Lines("packfile\n"), packet)),
            ],
            "v0" => [(advertisement, HttpRow.V0(capabilities)), (result, Wire.Join(Wire.Lines("NAK\n"), packet))],
            "v0-cut" => [(advertisement, HttpRow.V0(capabilities)), (result, Wire.Join(Wire.Lines($"shallow {Wire.A}", "0000", "NAK\n"), packet))],
            _ =>
            [
                (advertisement, HttpRow.V0(capabilities)),
                (result, Wire.Lines($"shallow {Wire.A}", "0000", $"ACK {Wire.B} common\n", "NAK\n")),
                (result, Wire.Join(Wire.Lines($"shallow {Wire.A}", "0000", $"ACK {Wire.B} common\n", $"ACK {Wire.B}\n"), packet)),
            ],
        };
    }

    private static ScriptedWeb Serve(string name, Func<WebAnswer, int, WebAnswer> change)
    {
        var script = Script(name);
        var turn = 0;
        return new ScriptedWeb(_ =>
        {
            var number = Math.Min(turn++, script.Count - 1);
            return change(WebAnswer.Of(200, script[number].Type, script[number].Body), number);
        });
    }

    private static async Task<long> TalkAsync(string name, ScriptedWeb web, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        await using var session = await GitClient.ConnectAsync(web.Url(), options, cancellationToken);
        var fetch = new FetchPackOptions { Depth = name is "v0-cut" or "v0-haves" ? FetchDepth.Of(1) : null };
        IHaveWalker walker = name == "v0-haves" ? new ListedHaves([ObjectId.Parse(Wire.B)]) : EmptyHaveWalker.Instance;
        return (await session.FetchPackAsync(_ => [ObjectId.Parse(Wire.A)], walker, Stream.Null, fetch, cancellationToken)).Size;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>What hostile clients send over a bare socket, to Kestrel as it is shipped.</summary>
[Category("hostile")]
[CancelAfter(300_000)]
public sealed class HostileHttpTests
{
    private const string Target = "/r.git/git-upload-pack";
    private const string ListRefs = "0014command=ls-refs\n0000";
    private HostedGit host = null!;
    private string refs = "";

    [OneTimeSetUp]
    public async Task Serve()
    {
        host = await HostedGit.StartAsync();
        refs = SourceRepository.Refs(SourceRepository.MakeRich(host.Place, HostedGit.In("r.git")));
        SourceRepository.MakeRich(host.Place, "outside.git");
    }

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [TearDown]
    public void Nothing_has_changed()
    {
        host.ShowLogOfAFailure();
        SourceRepository.Refs(host.Place.At("served", "r.git")).ShouldBe(refs);
        host.Git(2, "ls-remote", host.Url("r.git")).ShouldContain("refs/heads/main");
    }

    [Test]
    public async Task R15_A_path_with_a_second_spelling_is_not_served()
    {
        foreach (var path in new[] { "//r.git", "/./r.git", "/x/../r.git", "/r.git//", "/r.git/.", "/r.git/x/..", "/~root/r.git", "/r.git/../../outside.git", "/" + new string('a', 5000) })
            await NotServedAsync(path);
        // A name of dots that is no step is a name like any other.
        Directory.CreateDirectory(host.Place.At("served", "..."));
        SourceRepository.MakeRich(host.Place, HostedGit.In(".../d.git"));
        RawHttp.Status(await DiscoverAsync("/.../d.git")).ShouldBe(200);
    }

    [Test]
    public async Task R17_No_path_leads_out_of_what_is_served_however_it_is_written()
    {
        foreach (var path in new[]
        {
            "/../outside.git", "/%2e%2e/outside.git", "/%2e%2e%2foutside.git", "/%2E%2E%2Foutside.git", "/%252e%252e/outside.git", "/%252e%252e%252foutside.git", "/..%5coutside.git",
            "/..\\outside.git", "/r.git%00", "/%00/r.git", "/r.git;x", "/x/..;/r.git", "//r.git", "/%2fr.git", "/r.git.", "/r.git%20", "/r.git%2f", "/\u00ef\u00bc\u008fr.git", "/%ef%bc%8fr.git",
            "/%c0%ae%c0%ae/outside.git", "/%c0%afr.git", "/%0ar.git", "/r%0d%0aX: y.git", "/r.git/%2e", "/r.git/%2e%2e/r.git", "/%7eroot/r.git", "/%", "/%zz",
        })
            await NotServedAsync(path);
        // The whole URL may stand in the request line, too.
        RawHttp.Status(await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "http://h/x/../r.git/info/refs?service=git-upload-pack"))).ShouldBeOneOf(400, 404);
        RawHttp.Status(await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "http://h/r.git/info/refs?service=git-upload-pack"))).ShouldBe(200);
    }

    [Test]
    public async Task R18_No_file_of_a_repository_is_served()
    {
        foreach (var path in new[] { "/HEAD", "/config", "/info/refs", "/objects/info/packs", "/objects/info/alternates", "/objects/info/http-alternates", "/packed-refs", "/objects/../config", "/objects/../../outside.git/HEAD", "/hooks/post-update" })
        {
            var answer = await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/r.git" + path));
            RawHttp.Status(answer).ShouldBeOneOf([403, 404], path);
            answer.ShouldNotContain("ref: ");
            answer.ShouldNotContain("repositoryformatversion");
        }
        var pack = Path.GetFileName(Directory.EnumerateFiles(host.Place.At("served", "r.git", "objects", "pack"), "*.pack").First());
        RawHttp.Status(await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/r.git/objects/pack/" + pack))).ShouldBe(403);
    }

    [TestCase("Transfer-Encoding: chunked\r\n", "2;\nxx\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n", "4\n0000\n0\n\n")]
    [TestCase("Content-Length: 4\r\nContent-Length: 5\r\n", "00000")]
    [TestCase("Content-Length: 4, 4\r\n", "0000")]
    [TestCase("Transfer-Encoding: chunked, identity\r\n", "4\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: xchunked\r\n", "4\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "4\r\n0000\r\n0\r\n\r\n")]
    public async Task S21_A_body_of_which_two_servers_could_see_different_ends_is_refused(string headers, string body) => await BadAsync(headers, body);

    [TestCase("Transfer-Encoding: chunked\r\n", "-1\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n", "ffffffffffffffff\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n", "0x4\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n", "+4\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Transfer-Encoding: chunked\r\n", "\r\n0000\r\n0\r\n\r\n")]
    [TestCase("Content-Length: -1\r\n", "0000")]
    [TestCase("Content-Length: 9223372036854775808\r\n", "0000")]
    [TestCase("Content-Length: 0x4\r\n", "0000")]
    [TestCase("Content-Length: \r\n", "0000")]
    public async Task S22_A_length_that_is_none_is_refused(string headers, string body) => await BadAsync(headers, body);

    [Test]
    public async Task S22_A_push_whose_body_is_shorter_than_its_length_changes_nothing()
    {
        var request = RawHttp.Request("POST", "/r.git/git-receive-pack", "Content-Type: application/x-git-receive-pack-request\r\nContent-Length: 400\r\n", Delete());
        var answer = await RawHttp.AskAsync(host.Port, request, leave: true);
        answer.ShouldNotContain("unpack ok");
    }

    [Test]
    public async Task S23_Gzip_is_inflated_by_both_of_its_names([Values("gzip", "x-gzip", "GZIP")] string name) =>
        (await RawHttp.AskAsync(host.Port, RawHttp.Turn(Target, Gzip(ListRefs), $"Content-Encoding: {name}\r\n"))).ShouldContain("refs/heads/main");

    [Test]
    public async Task S23_A_broken_or_too_large_body_in_gzip_is_refused()
    {
        var sound = Gzip(ListRefs);
        await StatusAsync(sound[..^1], 400);
        await StatusAsync(sound[..^9], 400);
        await StatusAsync(sound[..5], 400);
        await StatusAsync("", 400);
        await StatusAsync(sound + "x", 400);
        await StatusAsync(sound + sound, 400);
        await StatusAsync("this is no gzip at all", 400);
        await StatusAsync(Gzip(ListRefs + new string('0', 11 << 20)), 413);
    }

    [Test]
    public async Task S23_A_bomb_is_not_inflated_to_its_end()
    {
        var before = GC.GetTotalAllocatedBytes();
        await StatusAsync(Bomb(1 << 30), 413);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(200L << 20);
    }

    [TestCase("gzip, gzip")]
    [TestCase("br")]
    [TestCase("deflate")]
    [TestCase("identity, gzip")]
    [TestCase("compress")]
    public async Task S23_Another_encoding_is_refused(string name) =>
        RawHttp.Status(await RawHttp.AskAsync(host.Port, RawHttp.Turn(Target, Gzip(ListRefs), $"Content-Encoding: {name}\r\n"))).ShouldBe(415);

    [Test]
    public async Task S25_A_hostile_version_header_is_ignored_or_refused()
    {
        foreach (var header in new[] { new string('x', 10_000), string.Join(':', Enumerable.Range(0, 1000).Select(number => $"k{number.ToString(CultureInfo.InvariantCulture)}=v")), "version=2\tx", "a\u0001b", "version=2\u007f" })
        {
            var answer = await RawHttp.AskAsync(host.Port, RawHttp.Request("GET", "/r.git/info/refs?service=git-upload-pack", $"Git-Protocol: {header}\r\n"));
            RawHttp.Status(answer).ShouldBeOneOf(200, 400);
            answer.ShouldNotContain("version 2");
        }
    }

    [Test]
    public async Task W10_A_request_cut_at_any_byte_ends_at_once_and_sends_no_pack()
    {
        var tip = RealGit.Run(host.Place.At("served", "r.git"), "rev-parse", "main");
        var body = $"0012command=fetch\n00010032want {tip}\n0009done\n0000";
        for (var length = 0; length < body.Length; length++)
            (await RawHttp.AskAsync(host.Port, RawHttp.Turn(Target, body[..length]))).ShouldNotContain("PACK", Case.Sensitive, $"cut at {length}");
        // The same where the head promises what does not come.
        for (var length = 0; length < body.Length; length += 7)
            (await RawHttp.AskAsync(host.Port, RawHttp.Turn(Target, body)[..^(body.Length - length)], leave: true)).ShouldNotContain("PACK", Case.Sensitive);
        (await RawHttp.AskAsync(host.Port, RawHttp.Turn(Target, body))).ShouldContain("PACK", Case.Sensitive);
    }

    [Test]
    public async Task W18_A_turn_needs_nothing_of_an_earlier_connection()
    {
        var tip = RealGit.Run(host.Place.At("served", "r.git"), "rev-parse", "main");
        var body = $"{68 + 22:x4}want {tip} multi_ack_detailed side-band-64k ofs-delta\n";
        body = $"{body.Length.ToString("x4", CultureInfo.InvariantCulture)}{body[4..]}00000009done\n";
        var answer = await RawHttp.AskAsync(host.Port, RawHttp.Request("POST", Target, $"Content-Type: application/x-git-upload-pack-request\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n", body));
        answer.ShouldContain("0008NAK\n");
        answer.ShouldContain("\u0001PACK", Case.Sensitive);
    }

    [Test]
    public async Task W19_A_client_that_falls_silent_is_let_go()
    {
        await using var impatient = await HostedGit.StartAsync(options => options.Server = options.Server with { Timeouts = GitTimeouts.Default with { Idle = TimeSpan.FromSeconds(1), Think = TimeSpan.FromSeconds(1) } });
        SourceRepository.MakeRich(impatient.Place, HostedGit.In("r.git"));
        using var active = new ActiveServices();
        using var client = await RawHttp.ConnectAsync(impatient.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(RawHttp.Turn(Target, ListRefs)[..^4]));
        await active.UntilAsync(1, Patience.OfARow);
        await active.UntilAsync(0, Patience.OfARow);
    }

    private static string Gzip(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.Latin1.GetBytes(text));
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    private static string Bomb(int length)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 20];
            for (var written = 0; written < length; written += zeros.Length)
                gzip.Write(zeros);
        }
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    [Test]
    public async Task N20_A_push_in_chunks_of_one_byte_is_taken_in_linear_time()
    {
        var content = new byte[4 << 20];
        new Random(1).NextBytes(content);
        var id = Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.SHA1, [.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
        var pack = new MemoryStream();
        // A blob of 4 MiB: type and size.
        pack.Write([.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 1, 0xb0, 0x80, 0x80, 0x10]);
        using (var zlib = new ZLibStream(pack, CompressionLevel.NoCompression, leaveOpen: true))
            zlib.Write(content);
        pack.Write(CryptographicOperations.HashData(HashAlgorithmName.SHA1, pack.ToArray()));
        var line = $"{new string('0', 40)} {id} refs/tags/big\0report-status";
        var body = $"{(line.Length + 4).ToString("x4", CultureInfo.InvariantCulture)}{line}0000{Encoding.Latin1.GetString(pack.ToArray())}";
        var chunks = new StringBuilder(body.Length * 6);
        foreach (var one in body)
            chunks.Append("1\r\n").Append(one).Append("\r\n");
        var clock = Stopwatch.StartNew();

        var answer = await RawHttp.AskAsync(host.Port, RawHttp.Request("POST", "/r.git/git-receive-pack", "Content-Type: application/x-git-receive-pack-request\r\nTransfer-Encoding: chunked\r\n", $"{chunks}0\r\n\r\n"));

        answer.ShouldContain("ok refs/tags/big");
        clock.Elapsed.ShouldBeLessThan(Patience.OfARow);
        RealGit.Run(host.Place.At("served", "r.git"), "update-ref", "-d", "refs/tags/big", id);
    }

    private string Delete()
    {
        var main = refs.Split('\n').First(line => line.EndsWith(" refs/heads/main", StringComparison.Ordinal))[..40];
        var line = $"{main} {new string('0', 40)} refs/heads/main\0report-status";
        return $"{(line.Length + 4).ToString("x4", CultureInfo.InvariantCulture)}{line}";
    }

    private Task<string> DiscoverAsync(string path) => RawHttp.AskAsync(host.Port, RawHttp.Request("GET", path + "/info/refs?service=git-upload-pack"));

    private async Task NotServedAsync(string path)
    {
        var answer = await DiscoverAsync(path);
        RawHttp.Status(answer).ShouldBeOneOf([400, 404], path);
        answer.ShouldNotContain("refs/heads/");
    }

    private async Task BadAsync(string headers, string body)
    {
        var request = $"POST {Target} HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-git-upload-pack-request\r\n{headers}\r\n{body}";
        RawHttp.Status(await RawHttp.AskAsync(host.Port, request)).ShouldBe(400);
    }

    private async Task StatusAsync(string body, int status) =>
        RawHttp.Status(await RawHttp.AskAsync(host.Port, RawHttp.Turn(Target, body, "Content-Encoding: gzip\r\n"))).ShouldBe(status);
}

using GitProto.Client;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Our client gets archives from git's daemon, from git's program, and from the server in this process.</summary>
[CancelAfter(240_000)]
public sealed class ArchiveClientTests : IDisposable
{
    private GitDaemon daemon = null!;
    private string path = null!;

    [OneTimeSetUp]
    public void Make()
    {
        daemon = new GitDaemon();
        path = ArchiveRepository.Make(daemon.Place, GitDaemon.In("a"));
    }

    public void Dispose() => daemon.Dispose();

    [Test]
    public async Task A_tar_is_gits_byte_for_byte([Values("daemon", "program", "inside")] string server, CancellationToken cancellationToken)
    {
        RealGit.Run(path, "archive", "--format=tar", "--prefix=x/", "-o", daemon.Place.At("theirs.tar"), "v1", "e", "*.txt");
        using var ours = new MemoryStream();

        var size = await GitClient.ArchiveAsync(
            Url(server), new ArchiveOptions { Tree = "v1", Prefix = "x/", Paths = ["e", "*.txt"] }, ours, Options(server), cancellationToken);

        ours.ToArray().ShouldBe(File.ReadAllBytes(daemon.Place.At("theirs.tar")));
        size.ShouldBe(ours.Length);
    }

    [Test]
    public async Task Zips_and_compressed_tars_come_whole([Values("daemon", "program", "inside")] string server, [Values("zip", "tgz")] string format, CancellationToken cancellationToken)
    {
        using var ours = new MemoryStream();
        await GitClient.ArchiveAsync(Url(server), new ArchiveOptions { Tree = "main:e", Format = format, Level = 9 }, ours, Options(server), cancellationToken);

        ours.Position = 0;
        if (format == "zip")
        {
            using var zip = new System.IO.Compression.ZipArchive(ours);
            zip.Entries.Select(entry => entry.FullName).ShouldBe(["bytes.bin", "empty"], ignoreOrder: true);
            return;
        }
        using var gzip = new System.IO.Compression.GZipStream(ours, System.IO.Compression.CompressionMode.Decompress);
        using var tar = new System.Formats.Tar.TarReader(gzip);
        (await tar.GetNextEntryAsync(cancellationToken: cancellationToken))!.Name.ShouldBe("bytes.bin");
    }

    [Test]
    public async Task The_formats_are_listed([Values("daemon", "program", "inside")] string server) =>
        (await GitClient.ListArchiveFormatsAsync(Url(server), Options(server))).ShouldBe(["tar", "tgz", "tar.gz", "zip"]);

    [Test]
    public async Task A_refusal_is_told_with_its_reason([Values("daemon", "program", "inside")] string server)
    {
        using var ours = new MemoryStream();

        var error = await Refusal.OfAsync<RemoteErrorException>(() => GitClient.ArchiveAsync(Url(server), new ArchiveOptions { Tree = "nosuch" }, ours, Options(server)).AsTask());

        error.Message.ShouldContain("fatal: no such ref: nosuch");
        error.Name.ShouldBe("archiver-died");
        ours.Length.ShouldBe(0);
    }

    [TestCase("--output=/tmp/x")]
    [TestCase("-9")]
    public async Task A_tree_that_reads_like_an_option_is_none(string tree)
    {
        foreach (var server in new[] { "daemon", "program", "inside" })
        {
            (await Refusal.OfAsync<RemoteErrorException>(() => GitClient.ArchiveAsync(Url(server), new ArchiveOptions { Tree = tree }, Stream.Null, Options(server)).AsTask()))
                .Message.ShouldContain($"no such ref: {tree}");
        }
    }

    [Test]
    public async Task What_cannot_be_asked_is_refused_before_anything_is_opened()
    {
        await Should.ThrowAsync<ArgumentException>(() => GitClient.ArchiveAsync("git://127.0.0.1:1/x", new ArchiveOptions { Tree = "a\nb" }, Stream.Null).AsTask());
        await Should.ThrowAsync<ArgumentException>(() => GitClient.ArchiveAsync("git://127.0.0.1:1/x", new ArchiveOptions { Tree = "a", Level = 10 }, Stream.Null).AsTask());
        await Should.ThrowAsync<ArgumentException>(() => GitClient.ArchiveAsync(
            "git://127.0.0.1:1/x", new ArchiveOptions { Tree = "a", Paths = [.. Enumerable.Repeat<ByteString>("p", 63)] }, Stream.Null).AsTask());
    }

    [Test]
    public async Task The_last_line_of_a_program_needs_no_end()
    {
        var lines = new List<string>();
        var options = new GitClientOptions { UploadArchive = LocalServer.Shell("printf 'one\\ntwo' >&2; exit 1; : "), ErrorText = line => lines.Add(line.Text) };

        await Should.ThrowAsync<IOException>(() => GitClient.ArchiveAsync(path, new ArchiveOptions { Tree = "x" }, Stream.Null, options).AsTask());

        lines.ShouldBe(["one", "two"]);
    }

    [Test]
    [Category("hostile")]
    public async Task W10_An_archive_cut_at_any_byte_is_never_taken_for_a_whole_one()
    {
        const string Answer = "0008ACK\n0000" + "0009\u0001abcd" + "0008\u0002ok\n" + "0000";
        for (var length = 0; length < Answer.Length; length++)
        {
            var cut = Answer[..length];
            await Should.ThrowAsync<IOException>(() => GetAsync(cut), $"cut at {length}");
        }
        await GetAsync(Answer);
    }

    [Test]
    public async Task Over_HTTP_a_server_of_an_older_protocol_has_no_archives()
    {
        await using var web = new ScriptedWeb(_ => WebAnswer.Advertise(HttpRow.V0("multi_ack")));

        (await Refusal.OfAsync<PolicyException>(() => GitClient.ArchiveAsync(web.Url(), new ArchiveOptions { Tree = "x" }, Stream.Null).AsTask())).Message.ShouldContain("version 2");

        web.Requests.ShouldHaveSingleItem().Target.ShouldBe("/r.git/info/refs?service=git-upload-pack");
    }

    [Test]
    [Category("hostile")]
    public async Task W10_An_archive_over_HTTP_that_is_cut_at_any_packet_is_never_taken_for_a_whole_one()
    {
        byte[][] packets = [.. Wire.Lines("ACK\n", "0000").Chunk(8), Wire.Band(1, "abcd"u8.ToArray()), Wire.Band(2, "ok\n"u8.ToArray()), Wire.Lines("0000")];
        for (var count = 0; count <= packets.Length; count++)
        {
            var answer = Wire.Join(packets[..count]);
            await using var web = new ScriptedWeb(request => request.Method == "GET" ? WebAnswer.Advertise(Wire.V2Greeting) : WebAnswer.Result(answer, "upload-archive"));
            Task<long> Get() => GitClient.ArchiveAsync(web.Url(), new ArchiveOptions { Tree = "x" }, Stream.Null).AsTask();

            if (count < packets.Length)
                await Should.ThrowAsync<IOException>(Get, $"after {count} packets");
            else
                (await Get()).ShouldBe(4);
        }
    }

    private static async Task GetAsync(string answer)
    {
        using var place = new TestDirectory();
        File.WriteAllText(place.At("answer"), answer, System.Text.Encoding.Latin1);
        // The request is read, so that it can be written whenever the answer ends.
        var options = new GitClientOptions { UploadArchive = LocalServer.Shell($"cat '{place.At("answer")}'; exec >&-; cat >'{place.At("request")}'; : ") };
        await GitClient.ArchiveAsync(place.Path, new ArchiveOptions { Tree = "x" }, Stream.Null, options);
    }

    private string Url(string server) => server == "daemon" ? daemon.Url("a") : path;

    private static GitClientOptions? Options(string server) =>
        server == "program" ? new GitClientOptions { UploadArchive = new ProcessCommand(ExecutablePath.Find("git")!, "upload-archive") } : null;
}

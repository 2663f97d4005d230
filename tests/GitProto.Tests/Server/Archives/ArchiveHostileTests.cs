using System.Diagnostics;
using System.Text;
using GitProto.Server;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Rows of requests, trees and attribute files that abuse the archiver.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class ArchiveHostileTests : IDisposable
{
    private MemoryRepository repository = null!;

    [SetUp]
    public void Make() => repository = new MemoryRepository();

    [TearDown]
    public void Dispose() => repository.Dispose();

    [TestCase("$Format:%<(2147483647)%H$", "is not supported by this server")]
    [TestCase("$Format:%w(2147483647)%B$", "is not supported by this server")]
    [TestCase("$Format:%(describe)$", "is not supported by this server")]
    public async Task N17_A_substitution_that_could_blow_up_is_refused(string text, string reason)
    {
        await CommitAsync((".gitattributes", "* export-subst\n"), ("a", text));

        (await SayAsync("HEAD")).ShouldContain(reason);
    }

    [Test]
    public async Task N17_As_many_substitutions_as_one_likes_hit_a_limit()
    {
        await CommitAsync((".gitattributes", "* export-subst\n"), ("a", string.Concat(Enumerable.Repeat("$Format:%H$", 100_000))));

        (await SayAsync("HEAD")).ShouldContain("fatal: The number of texts that export-subst puts in exceeds the limit MaxSubstitutions = 10000\n");
    }

    [TestCase(63, "pax_global_header")]
    [TestCase(64, "fatal: Too many options (>63)\n")]
    [TestCase(65, "fatal: Too many options (>63)\n")]
    public async Task N17_More_arguments_than_git_takes_are_refused(int count, string said)
    {
        await CommitAsync(("a", "1"));

        (await SayAsync([.. Enumerable.Repeat("-v", count - 1), "HEAD"])).ShouldContain(said);
    }

    [TestCase("--output=/tmp/x")]
    [TestCase("--remote=ext::sh")]
    [TestCase("--exec=sh")]
    [TestCase("--add-file=/etc/passwd")]
    [TestCase("--add-fil=/etc/passwd")]
    [TestCase("--add-file")]
    [TestCase("--prefix=../../etc/")]
    public async Task N17_Options_that_reach_the_machine_of_the_server_are_refused(string option)
    {
        await CommitAsync(("a", "1"));

        var said = await SayAsync(option, "HEAD");

        said.ShouldContain("archiver died with error");
        said.ShouldNotContain("pax_global_header");
        said.ShouldNotContain("root:");
    }

    [TestCase("100644 ..")]
    [TestCase("100644 .")]
    [TestCase("40000 ..")]
    [TestCase("100644 a/b")]
    [TestCase("40000 .git")]
    [TestCase("100644 .GIT")]
    public async Task N17_A_name_that_leads_out_of_where_an_archive_is_unpacked_is_refused(string entry)
    {
        await CommitTreeAsync(entry);

        (await SayAsync("HEAD")).ShouldContain("may not stand in an archive");
    }

    [TestCase("104755 x", "0000775")]
    [TestCase("106644 x", "0000664")]
    [TestCase("100777 x", "0000775")]
    [TestCase("100600 x", "0000664")]
    public async Task N17_No_mode_but_those_of_git_comes_into_an_archive(string entry, string mode)
    {
        await CommitTreeAsync(entry);

        (await SayAsync("HEAD")).ShouldContain($"x{new string('\0', 99)}{mode}\0");
    }

    [Test]
    public async Task N16_Directories_nested_as_deep_as_one_likes_hit_a_limit()
    {
        var id = repository.Objects.Write(ObjectType.Blob, "x"u8);
        id = Tree("100644 x", id);
        for (var depth = 0; depth < 10_000; depth++)
            id = Tree("40000 d", id);
        await CommitIdAsync(id);

        (await SayAsync("HEAD")).ShouldContain("MaxTreeDepth = 2048");
    }

    [Test]
    public async Task N15_A_bomb_of_the_same_directories_hits_a_limit()
    {
        var id = Tree("100644 x", repository.Objects.Write(ObjectType.Blob, default));
        for (var level = 0; level < 15; level++)
            id = Tree([.. Enumerable.Range(0, 10).Select(number => ($"40000 {number}", id))]);
        await CommitIdAsync(id);

        (await SayAsync(new GitServerOptions { UploadArchive = new UploadArchiveRules { MaxEntries = 50_000 } }, "HEAD", "*nosuch")).ShouldContain("MaxEntries = 50000");
    }

    [Test]
    public async Task N18_An_attribute_file_that_is_too_large_counts_for_nothing()
    {
        var file = new byte[(100 << 20) + 1];
        file.AsSpan().Fill((byte)'#');
        "a export-ignore\n"u8.CopyTo(file);
        await CommitIdAsync(Tree(("100644 .gitattributes", repository.Objects.Write(ObjectType.Blob, file)), ("100644 a", repository.Objects.Write(ObjectType.Blob, "1"u8))));

        (await SayAsync("--format=zip", "HEAD", "a")).ShouldContain("PK");
    }

    [TestCase(2047, false)]
    [TestCase(2048, true)]
    [TestCase(10_000_000, true)]
    public async Task N18_A_line_that_is_too_long_counts_for_nothing_and_the_next_one_does(int length, bool isThere)
    {
        var line = "a export-ignore".PadRight(length);
        await CommitAsync((".gitattributes", $"{line}\nb export-ignore\n"), ("a", "1"), ("b", "2"), ("c", "3"));

        var said = await SayAsync("-v", "HEAD");

        said.Contains("\u0002a\n", StringComparison.Ordinal).ShouldBe(isThere);
        said.ShouldNotContain("\u0002b\n");
        said.ShouldContain("\u0002c\n");
    }

    [Test]
    public async Task N18_A_million_attributes_are_read_in_a_few_seconds_and_too_many_rules_hit_a_limit()
    {
        var lines = new StringBuilder();
        for (var line = 0; line < 5_000; line++)
            lines.Append('a').Append(line).AppendJoin(' ', Enumerable.Range(0, 200).Select(number => $" x{number}")).Append('\n');
        await CommitAsync((".gitattributes", lines.ToString()), ("a", "1"));
        var time = Stopwatch.StartNew();

        (await SayAsync("HEAD")).ShouldContain("pax_global_header");

        time.Elapsed.ShouldBeLessThan(Patience.OfARow);
        await CommitAsync((".gitattributes", string.Concat(Enumerable.Range(0, 100_001).Select(number => $"a{number} export-ignore\n"))));
        (await SayAsync("HEAD")).ShouldContain("MaxAttributeRules = 100000");
    }

    [Test]
    public async Task N18_The_rules_of_one_walk_do_not_count_for_the_next()
    {
        await CommitAsync((".gitattributes", "x export-ignore\ny export-ignore\n"), ("a", "1"));
        var options = new GitServerOptions { UploadArchive = new UploadArchiveRules { MaxAttributeRules = 3 } };

        (await SayAsync(options, "HEAD", "a")).ShouldContain("pax_global_header");
    }

    [Test]
    public async Task N19_Patterns_of_many_stars_take_no_longer_than_their_length()
    {
        var pattern = string.Concat(Enumerable.Repeat("a*", 500)) + "b";
        var directories = string.Concat(Enumerable.Repeat("**/a*/", 200)) + "b";
        await CommitAsync((".gitattributes", $"{pattern} export-ignore\n{directories} export-ignore\n"), (new string('a', 4000), "1"), (string.Concat(Enumerable.Repeat("a/", 200)) + "c", "1"));
        var time = Stopwatch.StartNew();

        (await SayAsync("HEAD")).ShouldContain("pax_global_header");
        (await SayAsync("HEAD", pattern)).ShouldContain("did not match any files");
        (await SayAsync("HEAD", $":(glob){directories}")).ShouldContain("did not match any files");

        time.Elapsed.ShouldBeLessThan(Patience.Of(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public async Task H14_A_hidden_ref_gives_no_archive_and_reads_as_one_that_is_not_there()
    {
        var tip = await CommitAsync(("a", "1"));
        await repository.Refs.ApplyOneAsync(RefUpdate.Create(RefName.Parse("refs/secret/x"), tip));
        await repository.Refs.ApplyOneAsync(RefUpdate.Create(RefName.Parse("refs/heads/secret"), tip));
        var options = new GitServerOptions { Hides = name => name.StartsWith("refs/secret/"u8) || name.StartsWith("refs/heads/secret"u8) };

        foreach (var name in new[] { "refs/secret/x", "secret/x", "secret", "heads/secret", "refs/secret/x:a", "refs/secret/y" })
            (await SayAsync(options, name)).ShouldContain($"fatal: no such ref: {name.Split(':')[0]}\n");
        (await SayAsync(options, "HEAD")).ShouldContain("pax_global_header");
    }

    [TestCase("refs/heads/../../config")]
    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("config")]
    [TestCase("objects")]
    [TestCase("main.lock")]
    public async Task R01_A_name_that_climbs_names_no_tree(string name)
    {
        await CommitAsync(("a", "1"));

        (await SayAsync(name)).ShouldContain($"fatal: no such ref: {name}\n");
    }

    [TestCase("-x")]
    [TestCase("x/-y")]
    [TestCase("--exec=sh")]
    [TestCase("$(x)")]
    [TestCase("`x`")]
    public async Task R05_Names_with_dashes_and_shell_syntax_are_data_in_an_archive(string name)
    {
        var tip = await CommitAsync((name, "1"));
        await repository.Refs.ApplyOneAsync(RefUpdate.Create(RefName.Parse("refs/heads/" + name), tip));

        (await SayAsync("--", name, name)).ShouldContain($"{name}\0");
        (await SayAsync("refs/heads/" + name)).ShouldContain($"{name}\0");
    }

    [Test]
    public async Task W10_A_request_cut_at_any_byte_ends_at_once_without_an_archive()
    {
        await CommitAsync(("a", "1"));
        var request = ArchiveTalk.Hello + ArchiveTalk.Request("--format=tar", "HEAD");
        for (var length = 0; length < request.Length; length++)
        {
            await using var client = ScriptedClient.Call(repository);
            await client.SendAsync(request[..length]);
            await client.EndAsync();

            (await client.ReadToEndAsync()).ShouldNotContain("ACK");
            await Should.ThrowAsync<IOException>(() => client.Serving.WaitAsync(Patience.Of(TimeSpan.FromSeconds(1))));
        }
    }

    [Test]
    public async Task N13_A_client_that_leaves_within_the_archive_stops_the_server_within_a_second([Values("tar", "tgz", "zip")] string format)
    {
        var bytes = new byte[1 << 20];
        new Random(1).NextBytes(bytes);
        await CommitIdAsync(Tree([.. Enumerable.Range(0, 20).Select(number => ($"100644 {(char)('a' + number)}", repository.Objects.Write(ObjectType.Blob, [.. bytes, (byte)number])))]));
        for (var round = 0; round < 34; round++)
        {
            var client = ScriptedClient.Call(repository, capacity: 4096);
            await client.SendAsync(ArchiveTalk.Hello + ArchiveTalk.Request($"--format={format}", "HEAD"));
            while ((await client.ReadPacketAsync())?.StartsWith('\u0001') != true)
            {
                // The answer comes first.
            }
            await client.DisposeAsync();

            await Should.ThrowAsync<IOException>(() => client.Serving.WaitAsync(Patience.Of(TimeSpan.FromSeconds(1))));
        }
    }

    private Task<string> SayAsync(params string[] arguments) => ArchiveTalk.SayAsync(repository, ArchiveTalk.Request(arguments));

    private Task<string> SayAsync(GitServerOptions options, params string[] arguments) => ArchiveTalk.SayAsync(repository, ArchiveTalk.Request(arguments), options);

    private async Task<ObjectId> CommitAsync(params (string Path, string? Text)[] files) => await repository.CommitAsync("HEAD", "a commit", files);

    private Task CommitTreeAsync(string entry) =>
        CommitIdAsync(Tree(entry, entry.StartsWith('4') ? Tree("100644 x", repository.Objects.Write(ObjectType.Blob, "1"u8)) : repository.Objects.Write(ObjectType.Blob, "1"u8)));

    private async Task CommitIdAsync(ObjectId tree)
    {
        var who = new CommitOptions().Author;
        var commit = repository.Objects.WriteCommit(tree, [], who, who, "made by hand");
        await repository.Refs.ApplyOneAsync(RefUpdate.Change(RefName.Parse("refs/heads/main"), repository.Refs.Resolve(RefName.Head) ?? ObjectId.Zero(ObjectFormat.Sha1), commit));
    }

    private ObjectId Tree(string entry, ObjectId id) => Tree((entry, id));

    private ObjectId Tree(params (string Entry, ObjectId Id)[] entries)
    {
        var content = new List<byte>();
        foreach (var (entry, id) in entries)
            content.AddRange([.. Encoding.ASCII.GetBytes(entry), 0, .. Convert.FromHexString(id.ToString())]);
        return repository.Objects.Write(ObjectType.Tree, [.. content]);
    }
}

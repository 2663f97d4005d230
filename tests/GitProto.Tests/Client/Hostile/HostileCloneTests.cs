using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>What a failed or hostile clone leaves behind.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HostileCloneTests
{
    public static readonly string[] Targets = ["absent", "deep", "empty", "full", "link", "inside"];

    [Test]
    public async Task C01_A_failed_clone_removes_what_it_made_and_nothing_else([ValueSource(nameof(Targets))] string target, [Values("url", "refuse", "cut", "ref")] string step)
    {
        using var place = new TestDirectory();
        var path = Prepare(place, target);
        var source = SourceRepository.MakeRich(place, "source.git", commits: 12);
        if (step == "ref")
            await AddBelowAsync(source, "refs/heads/side/below");
        var command = step switch
        {
            "refuse" => LocalServer.Shell("false"),
            // Byte by byte: head would keep the greeting until it has enough, and both sides would wait for each other.
            "cut" => LocalServer.Shell("cutting() { git upload-pack \"$@\" | dd bs=1 count=1500 status=none; }; cutting"),
            _ => LocalServer.Shell("git upload-pack"),
        };
        var before = HostileFetch.Snapshot(place.Path);

        await Should.ThrowAsync<Exception>(() => GitClient.CloneAsync(
            step == "url" ? place.At("nowhere") : source, path, new CloneOptions { Client = new GitClientOptions { UploadPack = command } }).AsTask());

        HostileFetch.Snapshot(place.Path).ShouldBe(before);
    }

    [TestCase("../../etc/passwd")]
    [TestCase("refs/heads/../../x")]
    [TestCase("main")]
    [TestCase("refs/heads/a\n[core]")]
    [TestCase("refs/tags/t")]
    public async Task C02_A_head_that_leads_elsewhere_is_not_written(string target)
    {
        using var place = new TestDirectory();
        var refs = Wire.Lines($"unborn HEAD symref-target:{target}\n", "0000");
        await using var server = ScriptedServer.Start([Wire.V2Greeting, refs]);
        await using var session = await GitClient.OpenAsync(server.Near);
        IReadOnlyList<RemoteRef> listed;
        try
        {
            listed = await session.GetRefsAsync();
        }
        catch (MalformedMessageException)
        {
            return;
        }

        RemoteHead.Branch(listed).ShouldBeNull();
    }

    [Test]
    public async Task C02_A_head_of_a_megabyte_is_not_written() =>
        RemoteHead.Branch([new RemoteRef("HEAD", null, null, RefName.TryParse("refs/heads/" + new string('x', 1 << 20), out var name) ? name : null)])
            .ShouldBeNull(await Task.FromResult("a name longer than any file name"));

    [Test]
    public async Task C05_A_refused_pack_leaves_nothing([Values("behind", "lacking", "trailer", "cut")] string fault)
    {
        var said = await RecordedSession.OfAsync(2);
        var packets = Wire.Packets(said);
        switch (fault)
        {
            case "behind":
                packets.Insert(packets.Count - 1, Wire.Band(1, "more"u8.ToArray()));
                break;
            case "trailer":
                var last = packets.FindLastIndex(packet => packet.Length > 24 && packet[4] == 1);
                packets[last] = [.. packets[last][..^1], (byte)(packets[last][^1] ^ 1)];
                break;
            case "cut":
                packets.RemoveAt(packets.Count - 1);
                break;
            default:
                var list = packets.FindIndex(packet => packet.AsSpan().IndexOf("refs/heads/main"u8) > 0);
                packets.Insert(list, Wire.Lines($"{Wire.A} refs/heads/0\n"));
                break;
        }

        var error = await HostileFetch.RefusedAsync<Exception>([.. packets]);

        if (fault == "cut")
            error.ShouldBeAssignableTo<IOException>();
        else
            error.ShouldBeAssignableTo<GitProtoException>();
    }

    [Test]
    public async Task C06_Nothing_is_pruned_without_a_complete_list([Values("cut", "error", "empty")] string list)
    {
        using var repository = new MemoryRepository();
        var mine = RefName.Parse("refs/heads/mine");
        await repository.Refs.SetAsync(mine, repository.Objects.Write(ObjectType.Blob, "mine"u8));
        byte[] said = list switch
        {
            "cut" => Wire.Lines($"{Wire.A} refs/heads/a\n"),
            "error" => Wire.Lines($"{Wire.A} refs/heads/a\n", "ERR no more\n"),
            _ => Wire.Lines("0000"),
        };
        await using var session = await ScriptedServer.OpenAsync([Wire.V2Greeting, said]);
        try
        {
            await session.FetchAsync(repository, new FetchOptions { RefSpecs = [RefSpec.Mirror], Prune = true });
        }
        catch (Exception e) when (e is IOException or RemoteErrorException)
        {
            list.ShouldNotBe("empty");
        }

        repository.Refs.TryRead(mine).ShouldNotBeNull();
    }

    /// <summary>Packs a ref below one that is loose: git serves both, and no directory can hold both. Packed refs are sorted.</summary>
    private static async Task AddBelowAsync(string source, string name)
    {
        var file = Path.Join(source, "packed-refs");
        var lines = (await File.ReadAllLinesAsync(file)).ToList();
        lines.Insert(1 + lines.FindLastIndex(line => line.Contains(" refs/heads/", StringComparison.Ordinal)), $"{RealGit.Run(source, "rev-parse", "main")} {name}");
        await File.WriteAllLinesAsync(file, lines);
    }

    private static string Prepare(TestDirectory place, string target)
    {
        var path = place.At("target");
        switch (target)
        {
            case "deep":
                return Path.Join(path, "a", "b");
            case "empty":
                Directory.CreateDirectory(path);
                break;
            case "full":
                Directory.CreateDirectory(path);
                File.WriteAllText(Path.Join(path, "file"), "mine");
                break;
            case "link":
                Directory.CreateDirectory(place.At("real"));
                Directory.CreateSymbolicLink(path, place.At("real"));
                break;
            case "inside":
                SourceRepository.MakeRich(place, "outer.git", commits: 12);
                return place.At("outer.git", "nested");
        }
        return path;
    }
}

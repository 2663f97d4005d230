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
            // Byte by byte: head would keep the greeting until it has enough, and both sides would wait for each other. The shell lets go of its output, so
            // that the end of dd is the end of what comes.
            "cut" => LocalServer.Shell("cutting() { exec 3<&0; git upload-pack \"$@\" <&3 | dd bs=1 count=1500 status=none & exec >&- 3<&-; wait; }; cutting"),
            _ => LocalServer.Shell("git upload-pack"),
        };

        var row = new HostileRow { Store = () => HostileRow.Files(place.Path), IsClosed = _ => Task.CompletedTask };
        var error = await row.RunAsync(() => GitClient.CloneAsync(
            step == "url" ? place.At("nowhere") : source, path, new CloneOptions { Client = new GitClientOptions { UploadPack = command } }).AsTask());

        error.ShouldBeAssignableTo(target == "full" || step != "ref" ? typeof(IOException) : typeof(RefRefusedException));
    }

    [TestCase("../../etc/passwd")]
    [TestCase("refs/heads/../../x")]
    [TestCase("main")]
    [TestCase("refs/heads/a\n[core]\n\tsshCommand = x")]
    [TestCase("refs/tags/t")]
    [TestCase("one MB")]
    public async Task C02_A_head_that_leads_elsewhere_is_not_written(string target)
    {
        if (target == "one MB")
            target = "refs/heads/" + new string('x', 1 << 20);
        using var place = new TestDirectory();
        var line = Wire.Bytes($"unborn HEAD symref-target:{target}\n");
        // What does not fit a packet is said in one all the same, as far as one goes.
        var refs = Wire.Join(Wire.Line(line[..Math.Min(line.Length, 65_000)]), Wire.Lines("0000"));
        await using var server = HostileDaemon.Start(Wire.Join(Wire.V2Greeting, refs));
        Exception? error = null;
        try
        {
            using var clone = await GitClient.CloneAsync(server.Url, place.At("clone.git"));
        }
        catch (Exception e)
        {
            error = e;
        }

        if (error is null)
        {
            (await File.ReadAllTextAsync(place.At("clone.git", "HEAD"))).ShouldBe("ref: refs/heads/main\n");
            RealGit.Run(place.Path, "--git-dir=clone.git", "config", "--list", "--local").ShouldNotContain("sshcommand");
        }
        else
        {
            error.ShouldBeAssignableTo<GitProtoException>();
            HostileRow.CheckText(error);
            HostileRow.Files(place.Path).ShouldBeEmpty();
        }
    }

    [TestCase("a\nb")]
    [TestCase("a\tb")]
    [TestCase("a\n1111111111111111111111111111111111111111\t\tbranch 'x' of y")]
    public async Task C02_FETCH_HEAD_has_one_line_for_each_ref_whatever_the_url_holds(string name)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "r.git", commits: 12);
        using var repository = FileRepository.Create(place.At("copy.git"));
        await using var session = await GitClient.ConnectAsync(source);

        var fetched = await session.FetchAsync(repository, FetchOptions.Of("refs/heads/*:refs/heads/*") with { Tags = TagMode.None, FetchHead = $"git://h/{name}" });

        var lines = await File.ReadAllLinesAsync(place.At("copy.git", "FETCH_HEAD"));
        lines.Length.ShouldBe(fetched.Refs.Count);
        lines.ShouldAllBe(line => line[40] == '\t' && line.EndsWith(name.Replace("\n", "\\n", StringComparison.Ordinal), StringComparison.Ordinal));
        RealGit.Run(repository.GitDirectory, "rev-parse", "FETCH_HEAD").ShouldBe(lines[0][..40]);
    }

    [TestCase("a b")]
    [TestCase("a\tb")]
    [TestCase("a\nb")]
    [TestCase("a\"b\\c;d#e")]
    [TestCase(" a ")]
    [TestCase("]\n[core]\nx = y")]
    public async Task C02_A_path_is_one_value_in_the_config_or_refused(string name)
    {
        using var place = new TestDirectory();
        SourceRepository.MakeRich(place, name, commits: 12);
        Exception? error = null;
        try
        {
            using var clone = await GitClient.CloneAsync(place.At(name), place.At("clone.git"));
        }
        catch (Exception e)
        {
            error = e;
        }

        if (error is null)
        {
            RealGit.Try(place.Path, "", "--git-dir=clone.git", "config", "-z", "remote.origin.url").Output.ShouldBe(place.At(name) + "\0");
            RealGit.Run(place.Path, "--git-dir=clone.git", "config", "--list", "--local", "--name-only").Split('\n').ShouldNotContain("core.x");
        }
        else
        {
            error.ShouldBeAssignableTo<GitProtoException>();
            HostileRow.CheckText(error);
            Directory.Exists(place.At("clone.git")).ShouldBeFalse();
        }
    }

    [Test]
    public async Task C05_A_refused_pack_leaves_nothing([Values("behind", "lacking", "trailer", "cut")] string fault)
    {
        var said = await CapturedSession.OfAsync(2);
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
    public async Task C06_Nothing_is_pruned_without_a_complete_list([Values("cut", "error", "empty")] string list, [Values] bool v2)
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
        try
        {
            await using var session = await ScriptedServer.OpenAsync([v2 ? Wire.V2Greeting : [], said]);
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

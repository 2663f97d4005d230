namespace GitProto.Cli.Tests;

public sealed class VerifyPackCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase("-v")]
    [TestCase("-s")]
    [TestCase("--verbose")]
    [TestCase("-v", "-s")]
    [TestCase]
    public void It_prints_what_git_prints(params string[] options)
    {
        for (var number = 0; number < 30; number++)
            sample.Commit(string.Concat(Enumerable.Range(0, 40).Select(line => $"{number * line} and {line}\n")));
        var pack = Index(sample.Pack());
        foreach (var name in (string[])[pack, Path.ChangeExtension(pack, ".idx"), Path.ChangeExtension(pack, null)])
            Run.Tool(sample.Path, ["verify-pack", .. options, name]).ShouldBe(Run.GitWith(sample.Path, [], ["verify-pack", .. options, name]));
    }

    [Test]
    public void A_pack_with_deltas_by_id_is_listed_too()
    {
        for (var number = 0; number < 10; number++)
            sample.Commit(new string((char)('a' + number), 300) + new string('x', 2000));
        var pack = Run.GitWith(sample.Repository, "main\n"u8.ToArray(), "-c", "pack.threads=1", "-c", "repack.usedeltabaseoffset=false", "pack-objects", "--revs", "-q", "../ref").Output.TrimEnd();
        Run.Tool(sample.Path, "verify-pack", "-v", $"ref-{pack}.pack").ShouldBe(Run.GitWith(sample.Path, [], "verify-pack", "-v", $"ref-{pack}.pack"));
    }

    [Test]
    public void A_pack_of_sha256_is_checked_where_its_format_is_named()
    {
        Run.Git(sample.Path, "init", "-q", "--object-format=sha256", "w");
        Run.Git(sample.At("w"), "commit", "-q", "--allow-empty", "-m", "x");
        var pack = Run.GitWith(sample.At("w"), "HEAD\n"u8.ToArray(), "pack-objects", "--revs", "-q", "../w").Output.TrimEnd();
        Run.Tool(sample.Path, "verify-pack", "-v", "--object-format=sha256", $"w-{pack}.pack").ShouldBe(Run.GitWith(sample.Path, [], "verify-pack", "-v", "--object-format=sha256", $"w-{pack}.pack"));
    }

    [Test]
    public void A_broken_pack_is_told_and_those_behind_it_are_checked()
    {
        var pack = Index(sample.Pack());
        var bytes = File.ReadAllBytes(sample.At(pack));
        bytes[^30] ^= 1;
        File.WriteAllBytes(sample.At("bad.pack"), bytes);
        File.Copy(sample.At(Path.ChangeExtension(pack, ".idx")), sample.At("bad.idx"));
        var ours = Run.Tool(sample.Path, "verify-pack", "-v", "bad", "p", "missing");
        var gits = Run.GitWith(sample.Path, [], "verify-pack", "-v", "bad", "p", "missing");
        ours.Code.ShouldBe(gits.Code);
        ours.Output.Split('\n').Where(line => line.Contains(".pack:", StringComparison.Ordinal)).ShouldBe(["bad.pack: bad", "p.pack: ok", "missing.pack: bad"]);
        gits.Output.ShouldContain("bad.pack: bad\n");
        ours.Error.ShouldContain("fatal: ");
    }

    private static string Index(string pack)
    {
        Run.Git(Path.GetDirectoryName(pack)!, "index-pack", pack);
        return Path.GetFileName(pack);
    }
}

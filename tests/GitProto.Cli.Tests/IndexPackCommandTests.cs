namespace GitProto.Cli.Tests;

public sealed class IndexPackCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [Test]
    public void A_pack_of_any_name_is_stored_if_its_index_is_named()
    {
        var pack = File.ReadAllBytes(sample.Pack());
        Run.ToolWith(sample.Repository, pack, "index-pack", "--stdin", "-o", "../ours.idx", "../ours").ShouldBe(Run.GitWith(sample.Repository, pack, "index-pack", "--stdin", "-o", "../git.idx", "../git"));
        File.ReadAllBytes(sample.At("ours")).ShouldBe(pack);
        Run.ToolWith(sample.Repository, pack, "index-pack", "--stdin", "--keep", "-o", "../kept.idx", "../kept").Code.ShouldBe(128);
    }

    [Test]
    public void It_prints_and_writes_what_git_does()
    {
        var pack = sample.Pack();
        var expected = Run.Git(sample.Path, "index-pack", "-o", "git.idx", pack);
        Run.Tool(sample.Path, "index-pack", "-o", "ours.idx", pack).ShouldBe(new Outcome(0, expected, ""));
        File.ReadAllBytes(sample.At("ours.idx")).ShouldBe(File.ReadAllBytes(sample.At("git.idx")));
    }

    [TestCase("--strict")]
    [TestCase("--fsck-objects")]
    [TestCase("--strict=hasDotgit=ignore")]
    [TestCase("--strict=hasdotgit=warn,badDate=ignore")]
    [TestCase("--strict=nosuchid=warn")]
    [TestCase("--strict=hasDotgit=perhaps")]
    [TestCase("--strict=hasDotgit")]
    [TestCase("--strict=skiplist=nowhere")]
    public void Bad_objects_are_refused_in_gits_words(string option)
    {
        var tree = sample.EvilTree();
        var pack = Run.GitWith(sample.Repository, System.Text.Encoding.ASCII.GetBytes(tree + "\n"), "pack-objects", "-q", "../evil").Output.TrimEnd();
        Run.Tool(sample.Repository, "index-pack", option, "-o", "../ours.idx", $"../evil-{pack}.pack").ShouldBe(Run.GitWith(sample.Repository, [], "index-pack", option, "-o", "../git.idx", $"../evil-{pack}.pack"));
        File.Exists(sample.At("ours.idx")).ShouldBe(File.Exists(sample.At("git.idx")));
    }

    [Test]
    public void A_pack_without_what_its_objects_name_is_refused_by_strict_alone()
    {
        var tree = Run.Git(sample.Repository, "rev-parse", "HEAD^{tree}");
        var pack = Run.GitWith(sample.Repository, System.Text.Encoding.ASCII.GetBytes(tree), "pack-objects", "-q", "../lone").Output.TrimEnd();
        Run.Git(sample.Path, "init", "-q", "b");
        foreach (var option in (string[])["--strict", "--fsck-objects"])
            Run.Tool(sample.At("b"), "index-pack", option, "-o", "../ours.idx", $"../lone-{pack}.pack").ShouldBe(Run.GitWith(sample.At("b"), [], "index-pack", option, "-o", "../git.idx", $"../lone-{pack}.pack"));
    }

    [Test]
    public void What_comes_on_standard_input_goes_into_the_repository()
    {
        var pack = File.ReadAllBytes(sample.Pack());
        Run.Git(sample.Path, "init", "-q", "--bare", "b.git");
        var outcome = Run.ToolWith(sample.At("b.git"), pack, "index-pack", "--stdin", "--fix-thin", "-v");
        outcome.Code.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldMatch("^pack\t[0-9a-f]{40}\n$");
        outcome.Error.ShouldMatch(@"Receiving objects: 100% \(\d+/\d+\), done\.\n");
        Run.Git(sample.At("b.git"), "cat-file", "-e", Run.Git(sample.Repository, "rev-parse", "HEAD").TrimEnd());
    }

    [Test]
    public void What_comes_on_standard_input_goes_into_a_named_file_as_with_git()
    {
        var pack = File.ReadAllBytes(sample.Pack());
        Run.ToolWith(sample.Repository, pack, "index-pack", "--stdin", "../ours.pack").ShouldBe(Run.GitWith(sample.Repository, pack, "index-pack", "--stdin", "../git.pack"));
        File.ReadAllBytes(sample.At("ours.pack")).ShouldBe(pack);
        File.ReadAllBytes(sample.At("ours.idx")).ShouldBe(File.ReadAllBytes(sample.At("git.idx")));
    }

    [Test]
    public void A_pack_that_is_broken_leaves_nothing_under_the_name()
    {
        Run.ToolWith(sample.Repository, File.ReadAllBytes(sample.Pack())[..^30], "index-pack", "--stdin", "../ours.pack").Code.ShouldBe(128);
        Directory.GetFiles(sample.Path, "ours*").ShouldBeEmpty();
    }

    [TestCase("x.foo")]
    [TestCase("p.pack")]
    public void A_name_that_will_not_do_is_refused_as_by_git(string name)
    {
        var pack = File.ReadAllBytes(sample.Pack());
        Run.ToolWith(sample.Repository, pack, "index-pack", "--stdin", sample.At(name)).ShouldBe(Run.GitWith(sample.Repository, pack, "index-pack", "--stdin", sample.At(name)));
    }

    [TestCase("p.pack")]
    [TestCase("--stdin")]
    [TestCase("--stdin", "q.pack")]
    public void A_pack_over_the_size_allowed_is_refused_in_the_words_of_git(params string[] what)
    {
        var pack = File.ReadAllBytes(sample.Pack());
        Run.Git(sample.Path, "init", "-q");
        string[] arguments = ["index-pack", "--max-input-size=100", .. what];
        Run.ToolWith(sample.Path, pack, arguments).ShouldBe(Run.GitWith(sample.Path, pack, arguments));
    }

    [TestCase("--threads=2")]
    [TestCase("--index-version=2")]
    [TestCase("--max-input-size=100000")]
    public void Options_of_git_are_taken(string option) =>
        Run.Tool(sample.Path, "index-pack", option, sample.Pack()).ShouldBe(new Outcome(0, Run.Git(sample.Path, "index-pack", option, "p.pack"), ""));

    [TestCase("--threads=x")]
    [TestCase("--index-version=3")]
    [TestCase("--nonsense")]
    public void Options_without_sense_are_refused(string option) => Run.Tool(sample.Path, "index-pack", option, sample.Pack()).Code.ShouldBe(129);

    [TestCase("--keep")]
    [TestCase("--keep=why it stays")]
    public void A_pack_that_is_to_stay_gets_a_file_that_says_so(string option)
    {
        var pack = File.ReadAllBytes(sample.Pack());
        foreach (var name in new[] { "ours.git", "gits.git" })
            Run.Git(sample.Path, "init", "-q", "--bare", name);
        string[] into = ["index-pack", "--stdin", option];

        Run.ToolWith(sample.At("ours.git"), pack, into).ShouldBe(Run.GitWith(sample.At("gits.git"), pack, into));
        Run.ToolWith(sample.At("ours.git"), pack, into).ShouldBe(Run.GitWith(sample.At("gits.git"), pack, into));
        Kept("ours.git").ShouldBe(Kept("gits.git"));
        Run.ToolWith(sample.At("ours.git"), pack, "index-pack", "--stdin", option, "../o.pack").ShouldBe(Run.GitWith(sample.At("gits.git"), pack, "index-pack", "--stdin", option, "../g.pack"));
        File.ReadAllText(sample.At("o.keep")).ShouldBe(File.ReadAllText(sample.At("g.keep")));
        Run.Tool(sample.Path, "index-pack", option, "p.pack").Code.ShouldBe(0);
        File.ReadAllText(sample.At("p.keep")).ShouldBe(File.ReadAllText(sample.At("g.keep")));

        string Kept(string repository) => string.Join('|', Directory.GetFiles(sample.At($"{repository}/objects/pack"), "*.keep").Select(file => Path.GetFileName(file) + File.ReadAllText(file)));
    }

    [Test]
    public void A_thin_pack_is_completed_under_a_name()
    {
        File.WriteAllText(Path.Join(sample.Repository, "file"), string.Concat(Enumerable.Range(0, 500).Select(number => $"line {number}\n")));
        sample.Commit("long");
        sample.Commit("longer");
        using (var packing = Run.Start(sample.Repository, "sh", "-c", @"printf 'HEAD\n^HEAD~1\n' | git pack-objects --revs --thin --stdout -q > ../thin.in"))
            packing.WaitForExit();
        Run.Git(sample.Repository, "cat-file", "-e", "HEAD");
        var thin = File.ReadAllBytes(sample.At("thin.in"));
        Run.ToolWith(sample.Repository, thin, "index-pack", "--stdin", "../whole.pack").Code.ShouldBe(128);
        Run.ToolWith(sample.Repository, thin, "index-pack", "--stdin", "--fix-thin", "../thin.pack").Code.ShouldBe(0);
        Run.Git(sample.Path, "verify-pack", "thin.pack");
        Directory.GetFileSystemEntries(sample.Path, "*.tmp").ShouldBeEmpty();
    }

    [Test]
    public void A_pack_and_its_index_are_verified_as_by_git()
    {
        var pack = sample.Pack();
        Verify().ShouldBe(Run.TryGit(sample.Path, "index-pack", "--verify", pack));
        Run.Git(sample.Path, "index-pack", pack);
        Verify().ShouldBe(new Outcome(0, "", ""));
        var index = Path.ChangeExtension(pack, ".idx");
        var bytes = File.ReadAllBytes(index);
        bytes[1100] ^= 1;
        File.Delete(index);
        File.WriteAllBytes(index, bytes);
        Verify().ShouldBe(Run.TryGit(sample.Path, "index-pack", "--verify", pack));
        Run.Tool(sample.Repository, "index-pack", "--verify", "--stdin").ShouldBe(Run.TryGit(sample.Repository, "index-pack", "--verify", "--stdin"));

        Outcome Verify() => Run.Tool(sample.Path, "index-pack", "--verify", pack);
    }

    [Test]
    public void Standard_input_needs_a_repository() =>
        Run.ToolWith(sample.Path, [], "index-pack", "--stdin").ShouldBe(Run.TryGit(sample.Path, "index-pack", "--stdin"));

    [Test]
    public void A_pack_that_was_cut_is_refused_and_leaves_no_index()
    {
        var pack = sample.Pack();
        File.WriteAllBytes(sample.At("cut.pack"), File.ReadAllBytes(pack)[..^30]);
        Run.Tool(sample.Path, "index-pack", "cut.pack").Code.ShouldBe(Run.TryGit(sample.Path, "index-pack", "cut.pack").Code);
        File.Exists(sample.At("cut.idx")).ShouldBeFalse();
    }

    [TestCase("nothing")]
    [TestCase("nothing.pack")]
    public void What_is_no_pack_is_refused_in_the_words_of_git(string name) =>
        Run.Tool(sample.Path, "index-pack", name).ShouldBe(Run.TryGit(sample.Path, "index-pack", name));

    [Test]
    public void Arguments_without_sense_end_as_with_git() =>
        Run.Tool(sample.Path, "index-pack").Code.ShouldBe(Run.TryGit(sample.Path, "index-pack").Code);
}

using System.Text;

namespace GitProto.Cli.Tests;

public sealed class PackObjectsCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase("--revs", "main\n")]
    [TestCase("--revs --delta-base-offset", "main\n^topic/deep\n")]
    [TestCase("--revs", "HEAD\n--not\nmain~2\n--not\nv1.1\n")]
    [TestCase("--revs", "topic/deep..main\n")]
    [TestCase("--revs", "v1.1^{{}}\n^main^1\n\nnot read any more\n")]
    [TestCase("--revs --include-tag", "main\n")]
    [TestCase("--all", "")]
    [TestCase("--all --window=0", "^main~1\n")]
    [TestCase("--revs --filter=blob:none --window=2 --depth=1 --threads=1", "main\n")]
    [TestCase("--revs --filter=tree:0", "main\n")]
    [TestCase("--revs --shallow", "--shallow {0}\nmain\n")]
    [TestCase("", "{0} a/path\n{1}\n")]
    public void The_pack_holds_what_that_of_git_does(string options, string input)
    {
        for (var i = 0; i < 8; i++)
            sample.Commit(string.Concat(Enumerable.Range(0, 30).Select(line => $"{i} {line}\n")));
        input = string.Format(System.Globalization.CultureInfo.InvariantCulture, input, Run.Git(sample.Repository, "rev-parse", "HEAD~4").TrimEnd(), Run.Git(sample.Repository, "rev-parse", "HEAD^{tree}").TrimEnd());

        Objects(Pack(Run.ToolPath, options, input)).ShouldBe(Objects(Pack("git", options, input)));
    }

    [Test]
    public void A_thin_pack_is_completed_by_git()
    {
        sample.Commit(string.Concat(Enumerable.Range(0, 300).Select(line => $"line {line}\n")));
        Run.Git(sample.Path, "clone", "-q", "--bare", "a", "b.git");
        sample.Commit("more");
        var pack = Pack(Run.ToolPath, "--revs --thin --delta-base-offset", "main\n^main~1\n");

        new FileInfo(pack).Length.ShouldBeLessThan(700);
        Shell(sample.At("b.git"), $"git index-pack --stdin <{pack}", "").Code.ShouldNotBe(0);
        Shell(sample.At("b.git"), $"git index-pack --stdin --fix-thin --strict <{pack}", "").Code.ShouldBe(0);
        Run.Git(sample.At("b.git"), "update-ref", "refs/heads/main", Run.Git(sample.Repository, "rev-parse", "main").TrimEnd());
        Run.Git(sample.At("b.git"), "fsck", "--strict");
    }

    [Test]
    public void With_a_base_name_it_writes_a_pack_and_its_index_and_prints_the_check_sum()
    {
        var outcome = Run.ToolWith(sample.Repository, "main\n"u8.ToArray(), "pack-objects", "--revs", "../ours");

        outcome.ShouldBe(new Outcome(0, outcome.Output, ""));
        outcome.Output.ShouldMatch("^[0-9a-f]{40}\n$");
        Run.Git(sample.Path, "verify-pack", $"ours-{outcome.Output.TrimEnd()}.idx");
        Directory.GetFiles(sample.Path).Select(Path.GetFileName).Order().ShouldBe([$"ours-{outcome.Output.TrimEnd()}.idx", $"ours-{outcome.Output.TrimEnd()}.pack"]);
        Run.ToolWith(sample.Repository, "main\n"u8.ToArray(), "pack-objects", "--revs", "../ours").ShouldBe(outcome);
    }

    [Test]
    public void Nothing_is_a_pack_too_unless_that_is_not_wanted()
    {
        Run.ToolWith(sample.Repository, [], "pack-objects", "../ours").ShouldBe(Run.GitWith(sample.Repository, [], "pack-objects", "../git"));
        Run.ToolWith(sample.Repository, [], "pack-objects", "--non-empty", "../none").ShouldBe(Run.GitWith(sample.Repository, [], "pack-objects", "--non-empty", "../none"));
        Directory.GetFiles(sample.Path, "none*").ShouldBeEmpty();
    }

    [TestCase("nosuch\n", "--revs", "--stdout")]
    [TestCase("main..nosuch\n", "--revs", "--stdout")]
    [TestCase("main^7\n", "--revs", "--stdout")]
    [TestCase("main~x\n", "--revs", "--stdout")]
    [TestCase("1111111111111111111111111111111111111111\n", "--revs", "--stdout")]
    [TestCase("^1111111111111111111111111111111111111111\n", "--revs", "--stdout")]
    [TestCase("-x\n", "--revs", "--stdout")]
    [TestCase("--shallow zz\n", "--revs", "--stdout")]
    [TestCase("main\n", "--revs", "--thin", "../x")]
    [TestCase("main\n", "--revs", "--filter=blob:none", "../x")]
    [TestCase("main\n", "--revs", "--filter=blob:some", "--stdout")]
    public void What_cannot_be_packed_is_refused_in_gits_words(string input, params string[] options)
    {
        var expected = Run.GitWith(sample.Repository, Encoding.ASCII.GetBytes(input), ["pack-objects", "-q", .. options]);
        var outcome = Run.ToolWith(sample.Repository, Encoding.ASCII.GetBytes(input), ["pack-objects", "-q", .. options]);

        outcome.Code.ShouldBe(expected.Code);
        outcome.Error.Split('\n')[0].ShouldBe(expected.Error.Split('\n')[0]);
        outcome.Output.ShouldBeEmpty();
        Directory.GetFiles(sample.Path).ShouldBeEmpty();
    }

    [Test]
    public void What_is_no_object_is_named()
    {
        Run.ToolWith(sample.Repository, "zz\n"u8.ToArray(), "pack-objects", "-q", "--stdout").ShouldBe(new Outcome(128, "", "fatal: expected object ID, got garbage: zz\n"));
        Run.ToolWith(sample.Repository, "1111111111111111111111111111111111111111\n"u8.ToArray(), "pack-objects", "-q", "--stdout")
            .ShouldBe(new Outcome(128, "", "fatal: unable to read 1111111111111111111111111111111111111111\n"));
    }

    [TestCase]
    [TestCase("--stdout", "name")]
    public void The_pack_goes_to_one_place(params string[] options) => Run.ToolWith(sample.Repository, [], ["pack-objects", .. options]).Code.ShouldBe(129);

    [Test]
    public void Progress_is_told_in_gits_words()
    {
        var error = Run.ToolWith(sample.Repository, "main\n"u8.ToArray(), "pack-objects", "--revs", "--progress", "--depth=5000", "../ours").Error;

        error.ShouldStartWith("warning: delta chain depth 5000 is too deep, forcing 4095\nEnumerating objects: 9, done.\nCounting objects: 100% (9/9), done.\n");
        error.ShouldContain("Writing objects: 100% (9/9), done.\n");
        error.ShouldMatch(@"Total 9 \(delta \d\), reused 0 \(delta 0\), pack-reused 0\n$");
    }

    private string Pack(string program, string options, string input)
    {
        var pack = sample.At(Path.GetFileName(program) + ".pack");
        Shell(sample.Repository, $"'{program}' pack-objects -q --stdout {options} >'{pack}'", input).ShouldBe(new Outcome(0, "", ""));
        return pack;
    }

    private string Objects(string pack)
    {
        Run.Git(sample.Path, "index-pack", pack);
        var lines = Run.Git(sample.Path, "verify-pack", "-v", Path.ChangeExtension(pack, ".idx")).Split('\n');
        return string.Join('\n', lines.Where(line => line.Length > 40 && line[40] == ' ').Select(line => line[..47]).Order());
    }

    private static Outcome Shell(string directory, string script, string input) => Run.With(directory, [("INPUT", input)], "sh", "-c", $"printf %s \"$INPUT\" | {script}");
}

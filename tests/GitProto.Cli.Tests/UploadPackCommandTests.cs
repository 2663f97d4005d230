using System.Text;

namespace GitProto.Cli.Tests;

public sealed class UploadPackCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void Git_clones_and_fetches_through_it(int version)
    {
        string[] git = ["-c", $"protocol.version={version}"];
        var program = $"--upload-pack='{Run.ToolPath}' upload-pack";
        Run.Git(sample.Path, [.. git, "clone", "-q", "--mirror", program, "file://" + sample.Repository, "b.git"]);
        sample.Commit("four");
        var fetched = Run.TryGit(sample.At("b.git"), [.. git, "fetch", "-q", program, "origin"]);
        fetched.ShouldBe(new Outcome(0, "", ""));
        Run.Git(sample.At("b.git"), "fsck", "--strict");
        sample.Refs("b.git").ShouldBe(sample.Refs("a"));
    }

    [Test]
    public void It_says_what_git_says_if_there_is_no_repository() =>
        Run.Tool(sample.Path, "upload-pack", "nothing").ShouldBe(Run.TryGit(sample.Path, "upload-pack", "nothing"));

    [Test]
    public void Strict_does_not_look_below() => Run.Tool(sample.Path, "upload-pack", "--strict", "a").ShouldBe(Run.TryGit(sample.Path, "upload-pack", "--strict", "a"));

    [TestCase("upload-pack")]
    [TestCase("upload-pack", "--nonsense", "a")]
    public void Arguments_without_sense_end_as_with_git(params string[] arguments)
    {
        Run.Tool(sample.Path, arguments).Code.ShouldBe(129);
        Run.TryGit(sample.Path, arguments).Code.ShouldBe(129);
    }

    [TestCase("--advertise-refs")]
    [TestCase("--http-backend-info-refs")]
    public void The_advertisement_alone_lists_the_refs(string option) =>
        Run.Tool(sample.Path, "upload-pack", option, "--stateless-rpc", "--timeout=60", "a").Output.ShouldContain(" refs/heads/main\n");

    [Test]
    public void What_a_client_says_that_makes_no_sense_ends_in_128() =>
        Run.ToolWith(sample.Path, Encoding.ASCII.GetBytes("000cnonsense"), "upload-pack", "a").Code.ShouldBe(128);
}

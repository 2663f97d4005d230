using System.Text;

namespace GitProto.Cli.Tests;

public sealed class UploadArchiveCommandTests : IDisposable
{
    private Sample sample = null!;

    [SetUp]
    public void Make() => sample = new Sample();

    [TearDown]
    public void Dispose() => sample.Dispose();

    [TestCase("tar", "v1.1")]
    [TestCase("tar", "main", "--prefix=x/", "file")]
    public void Git_gets_its_own_tar_through_it(string format, params string[] arguments)
    {
        string[] request = ["archive", $"--format={format}", "--remote=" + sample.Repository, "-o"];
        Run.Git(sample.Path, [.. request, "theirs", .. arguments]);
        Run.Git(sample.Path, [.. request, "ours", $"--exec='{Run.ToolPath}' upload-archive", .. arguments]);

        File.ReadAllBytes(sample.At("ours")).ShouldBe(File.ReadAllBytes(sample.At("theirs")));
    }

    [Test]
    public void A_refusal_ends_in_128_as_gits_does()
    {
        var request = Encoding.ASCII.GetBytes("0014argument nosuch\n0000");
        var ours = Run.ToolWith(sample.Path, request, "upload-archive", "a");
        var theirs = Run.GitWith(sample.Path, request, "upload-archive", "a");

        ours.Code.ShouldBe(128);
        theirs.Code.ShouldBe(128);
        ours.Output.ShouldBe(theirs.Output);
        ours.Error.ShouldStartWith(theirs.Error.TrimEnd('\n'));
    }

    [Test]
    public void A_directory_without_a_repository_is_an_error() =>
        Run.Tool(sample.Path, "upload-archive", "nothing").ShouldBe(new Outcome(128, "", "fatal: 'nothing' does not appear to be a git repository\n"));
}

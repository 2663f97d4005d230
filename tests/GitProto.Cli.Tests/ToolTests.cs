namespace GitProto.Cli.Tests;

public sealed class ToolTests
{
    [TestCase("ls-remote")]
    [TestCase("clone")]
    [TestCase("fetch")]
    [TestCase("fetch-pack")]
    [TestCase("serve")]
    [TestCase("upload-pack")]
    [TestCase("index-pack")]
    [TestCase("spec", "check")]
    public void The_help_of_each_command_has_an_example(params string[] command)
    {
        var outcome = Run.Tool(Run.Root, [.. command, "--help"]);
        outcome.Code.ShouldBe(0);
        outcome.Output.ShouldContain($"gitproto {string.Join(' ', command)} ");
        outcome.Output.ShouldContain("Example:\n");
    }

    [TestCase("clone")]
    [TestCase("clone", "--nonsense", "a")]
    [TestCase("ls-remote", "--protocol", "3", "a")]
    [TestCase("clone", "--depth", "0", "a")]
    [TestCase("serve", ".", "--git", "65536")]
    [TestCase("serve", ".", "--listen", "nowhere")]
    [TestCase("nonsense")]
    public void Arguments_without_sense_end_in_129(params string[] arguments)
    {
        var outcome = Run.Tool(Run.Root, arguments);
        outcome.Code.ShouldBe(129);
        outcome.Error.ShouldStartWith("error: ");
    }

    [Test]
    public void An_argument_is_never_read_as_a_file_of_arguments() =>
        Run.Tool(Run.Root, "ls-remote", "@README.md").Error.ShouldBe("fatal: '@README.md' does not appear to be a git repository\n");
}

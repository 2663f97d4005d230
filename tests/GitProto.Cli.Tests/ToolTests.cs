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
    [TestCase("spec", "explain")]
    [TestCase("spec", "schema")]
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
    public void Arguments_without_sense_end_in_129_with_one_error_and_the_usage(params string[] arguments)
    {
        var outcome = Run.Tool(Run.Root, arguments);
        outcome.Code.ShouldBe(129);
        outcome.Error.ShouldMatch(@"\Aerror: .+\nusage: gitproto .+\ngitproto .*--help says more\.\n\z");
    }

    [TestCase("unknown command 'clnoe'; did you mean 'clone'?", "clnoe", "a")]
    [TestCase("unknown command 'nonsense'", "nonsense")]
    [TestCase("unknown option '--mirorr'; did you mean '--mirror'?", "clone", "--mirorr", "a", "b")]
    [TestCase("unknown option '--protcol=1'; did you mean '--protocol'?", "clone", "--protcol=1", "a")]
    [TestCase("URL is missing", "clone")]
    [TestCase("-o FILE is missing", "fetch-pack", "a")]
    [TestCase("'c' is one argument too many", "clone", "a", "b", "c")]
    [TestCase("the protocol is 0, 1 or 2", "ls-remote", "--protocol", "x", "a")]
    [TestCase("a port is a number from 0 to 65535", "serve", ".", "--git", "x")]
    [TestCase("depth x is not a positive number", "clone", "--depth", "x", "a")]
    [TestCase("--fix-thin needs --stdin", "index-pack", "--fix-thin", "a.pack")]
    [TestCase("which command? One of check", "spec")]
    public void One_mistake_is_told_in_one_sentence(string expected, params string[] arguments) =>
        Run.Tool(Run.Root, arguments).Error.Split('\n')[0].ShouldStartWith("error: " + expected);

    [Test]
    public void Nothing_at_all_gets_the_help_and_ends_as_with_git()
    {
        var outcome = Run.Tool(Run.Root);
        outcome.ShouldBe(new Outcome(Run.TryGit(Run.Root).Code, Run.Tool(Run.Root, "--help").Output, ""));
        outcome.Output.ShouldContain("clone <URL>");
    }

    [Test]
    public void An_argument_is_never_read_as_a_file_of_arguments() =>
        Run.Tool(Run.Root, "ls-remote", "@README.md").Error.ShouldBe("fatal: '@README.md' does not appear to be a git repository\n");
}

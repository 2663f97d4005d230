using GitProto.Examples.Commands;
using GitProto.Examples.Running;
using NUnit.Framework;
using Shouldly;

namespace GitProto.Examples.EngineTests;

public sealed class ConsoleBlockTests
{
    [Test]
    public async Task Commands_share_a_folder_and_show_errors_and_exit_codes() =>
        await Sample.RunConsoleAsync("```console\n$ mkdir a && cd a\n$ pwd\n/tmp/example/a\n$ echo to stderr >&2\nto stderr\n$ exit 3\n[3]\n```\n");

    [Test]
    public async Task A_backslash_continues_a_command() => await Sample.RunConsoleAsync("```console\n$ echo a \\\n  b\na b\n```\n");

    [Test]
    public async Task Other_output_fails_at_the_line_of_its_command()
    {
        var failure = await Should.ThrowAsync<ExampleFailedException>(() =>
            Sample.RunConsoleAsync("# Two\n```console\n$ echo a\na\n$ echo b\nc\n```\n"));
        failure.Message.ShouldStartWith("pages/sample.md:6  \"Two\"  output differs");
        failure.Message.ShouldContain("- c");
        failure.Message.ShouldContain("+ b");
    }

    [Test]
    public async Task An_exit_code_that_is_not_shown_fails()
    {
        var failure = await Should.ThrowAsync<ExampleFailedException>(() => Sample.RunConsoleAsync("```console\n$ false\n```\n"));
        failure.Message.ShouldContain("+ [1]");
    }

    [Test, CancelAfter(30_000)]
    public async Task A_command_that_never_ends_fails_at_its_line()
    {
        var failure = await Should.ThrowAsync<ExampleFailedException>(() =>
            Sample.RunConsoleAsync("```console\n$ true\n$ sleep 1000\n```\n", TimeSpan.FromSeconds(1)));
        failure.Message.ShouldStartWith("pages/sample.md:3  \"sample.md\"  has been running for 1 s");
    }

    [Test, CancelAfter(30_000)]
    public async Task A_command_in_the_background_ends_with_the_heading()
    {
        var file = Path.GetTempFileName();
        try
        {
            await Sample.RunConsoleAsync($"```console\n$ sh -c 'echo $$ >{file}; echo on 127.0.0.1:1234; exec sleep 1000' &\non 127.0.0.1:99\n$ echo at 127.0.0.1:99\nat 127.0.0.1:99\n```\n");
            var id = (await File.ReadAllTextAsync(file)).Trim();
            // A zombie has no command line.
            (File.Exists($"/proc/{id}/cmdline") ? await File.ReadAllTextAsync($"/proc/{id}/cmdline") : "").ShouldBe("");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task No_git_setting_of_the_user_is_seen() =>
        await Sample.RunConsoleAsync("```console\n$ env | grep ^GIT_ | grep -vE '^GIT_(CONFIG_NOSYSTEM|TERMINAL_PROMPT|AUTHOR_DATE|COMMITTER_DATE)='\n[1]\n```\n");

    [Test]
    public void A_block_begins_with_a_command() =>
        Should.Throw<FormatException>(() => Command.Read(["git version"], 7)).Message.ShouldStartWith("line 7:");
}

using System.Text;
using GitProto.Cli.Output;
using GitProto.Client;

namespace GitProto.Cli.Tests;

/// <summary>What surrounds a client: settings of user and machine, and text of a server at a terminal.</summary>
[Category("hostile")]
[CancelAfter(300_000)]
public sealed class HostileSurroundingsTests
{
    [Test]
    public void C11_A_client_takes_no_settings_of_machine_user_or_environment()
    {
        using var sample = new Sample();
        using var served = new ServedDirectory(sample.Path, "--http", "0");
        var web = served.NextLine();
        File.WriteAllText(sample.At("settings"), $"""
            [url "git://127.0.0.1:1/"]
                insteadOf = git://
            [core]
                gitProxy = touch '{sample.At("ran")}'
                fsmonitor = touch '{sample.At("ran")}'
                hooksPath = {sample.Path}
            [http]
                proxy = http://127.0.0.1:1
            [protocol]
                allow = never
            """);
        (string, string)[] variables =
        [
            ("HOME", sample.Path), ("XDG_CONFIG_HOME", sample.Path), ("GIT_CONFIG_GLOBAL", sample.At("settings")), ("GIT_CONFIG_SYSTEM", sample.At("settings")), ("GIT_CONFIG_NOSYSTEM", "0"),
            ("GIT_CONFIG_COUNT", "1"), ("GIT_CONFIG_KEY_0", "protocol.allow"), ("GIT_CONFIG_VALUE_0", "never"), ("GIT_ALLOW_PROTOCOL", "none"), ("GIT_PROXY_COMMAND", $"touch '{sample.At("ran")}'"),
            ("GIT_DIR", sample.At("none")), ("GIT_OBJECT_DIRECTORY", sample.At("none")), ("GIT_ALTERNATE_OBJECT_DIRECTORIES", sample.At("none")), ("GIT_NAMESPACE", "none"),
            ("GIT_TRACE", sample.At("trace")), ("GIT_TRACE_PACKET", sample.At("trace")), ("GIT_TRACE2", sample.At("trace")),
            ("http_proxy", "http://127.0.0.1:1"), ("HTTP_PROXY", "http://127.0.0.1:1"), ("ALL_PROXY", "http://127.0.0.1:1"),
        ];

        foreach (var (url, name) in new[] { (served.BaseUrl, "one.git"), (web, "two.git") })
        {
            var outcome = Run.With(sample.Path, variables, Run.ToolPath, "clone", "-q", url + "a", name);
            outcome.Code.ShouldBe(0, outcome.Error);
            Run.Git(sample.At(name), "rev-parse", "main").ShouldBe(Run.Git(sample.Repository, "rev-parse", "main"));
        }

        File.Exists(sample.At("ran")).ShouldBeFalse();
        File.Exists(sample.At("trace")).ShouldBeFalse();
    }

    [Test]
    public async Task M06_Every_line_of_a_server_keeps_its_prefix([Values] bool atTerminal)
    {
        await using var shown = new StringWriter();
        var said = "one\rfatal: two\r\nPassword for 'https://git.example': \n\u001b[2K\u001b[1Afatal: three\n\n\u2028four\u0085five\u202e\nlast"u8.ToArray();
        if (atTerminal)
        {
            var error = Console.Error;
            Console.SetError(shown);
            try
            {
                await ProgressBars.RunAsync(bars => Task.FromResult(Tell(bars.Tell, said)));
            }
            finally
            {
                Console.SetError(error);
            }
        }
        else
        {
            Tell(new ProgressLines(shown).Tell, said);
        }

        var lines = shown.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r', ' ')).Where(line => line.Length > 0).ToList();
        lines.ShouldContain("remote: last");
        lines.ShouldAllBe(line => line.StartsWith("remote: ", StringComparison.Ordinal));
        shown.ToString().IndexOfAny(['\u001b', '\r', '\u2028', '\u0085', '\u202e']).ShouldBe(-1);
    }

    private static int Tell(Action<RemoteLine> sink, byte[] said)
    {
        var text = new RemoteText(sink);
        foreach (var piece in said.Chunk(3))
            text.Write(piece);
        text.End();
        return Encoding.UTF8.GetCharCount(said);
    }
}

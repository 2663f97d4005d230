using System.Text;
using GitProto.Client;
using GitProto.Server;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Bytes of a peer in every place where a text of this side shows them. The row itself looks at the texts: see <see cref="HostileRow"/>.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class EscapedTextTests
{
    private static readonly string[] Evil =
    [
        "\u001b]0;title\u0007", "\u001b[2J", "a\nERR forged: line", "a\r\nb", "\u009b31m", "\u00c2\u009b31m", "\u00e2\u0080\u00ae", "\u00ff\u00fe\u0000\u0001", "\u007f\u0008\u0008", new('\u0007', 60_000),
    ];

    private static readonly byte[] OneRef = Wire.Lines($"{Wire.A} refs/heads/a\n", "0000");

    [TestCaseSource(nameof(Evil))]
    public async Task M04_What_a_server_says_is_escaped_wherever_it_shows(string evil)
    {
        byte[][][] said =
        [
            [Wire.Lines($"{evil}x\n")],
            [Wire.Lines($"{Wire.A} refs/heads/a\0object-format={evil.Replace(" ", "", StringComparison.Ordinal)}\n", "0000")],
            [Wire.Lines($"{Wire.A} refs/heads/a\0side-band-64k\n", $"{Wire.A} {evil}^{{}}\n", "0000")],
            [Wire.Lines("version 2\n", $"{evil}=x y\n", "0000")],
            [Wire.V2Greeting, Wire.Lines($"{evil} refs/heads/a\n", "0000")],
            [Wire.V2Greeting, Wire.Lines($"{Wire.A} refs/heads/{evil}\n", $"{Wire.A} refs/heads/{evil}\n", "0000")],
            [Wire.V2Greeting, OneRef, Wire.Lines($"{evil}\n")],
            [Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(1, Wire.Bytes(evil + "no pack, and long enough to be seen as none")), Wire.Lines("0000")],
            [Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(3, Wire.Bytes(evil))],
            [Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(7, Wire.Bytes(evil))],
            [Wire.V2Greeting, Wire.Lines($"ERR {evil}")],
        ];
        foreach (var script in said)
            await HostileFetch.RefusedAsync<Exception>(script);
    }

    [TestCaseSource(nameof(Evil))]
    public async Task M04_What_a_client_says_is_escaped_in_the_servers_errors_and_answers(string evil)
    {
        using var server = await HostileServer.MakeAsync();
        var want = ScriptedClient.Pkt($"want {server.Commit}\n");
        string[] sent =
        [
            ScriptedClient.Pkt($"{evil}"),
            ScriptedClient.Pkt($"git-upload-pack /{evil}\0host=h\0"),
            ScriptedClient.Pkt($"git-{evil} /r\0host=h\0"),
            ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {evil}"),
            ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {server.Commit} object-format={evil}") + "0000",
            ScriptedClient.Hello(2) + ScriptedClient.Pkt($"command={evil}") + "0000",
            ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=ls-refs") + ScriptedClient.Pkt($"{evil}=x") + "0000",
            ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + ScriptedClient.Pkt($"{evil}") + "0000",
            ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + want + ScriptedClient.Pkt($"deepen-not {evil}") + ScriptedClient.Pkt("done") + "0000",
            ScriptedClient.Hello(2) + ScriptedClient.Pkt($"ERR {evil}"),
        ];
        var refused = 0;
        foreach (var text in sent)
        {
            var (said, error) = await server.TalkAsync(text);

            refused += error is null ? 0 : 1;
            var at = said.IndexOf("ERR ", StringComparison.Ordinal);
            if (at >= 0)
                HostileRow.CheckText(said[at..]);
        }
        refused.ShouldBeGreaterThan(sent.Length - 3, "a value that is not looked at is no fault");
    }

    [TestCaseSource(nameof(Evil))]
    public async Task M04_What_a_listener_reports_is_one_escaped_line(string evil)
    {
        var reported = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var served = await HostileServer.MakeAsync();
        await using var server = GitServer.Start(
            new DictionaryResolver { ["/r"] = served.Served }, GitServerOptions.Default, new GitTcpServerOptions { OnError = (error, _) => reported.TrySetResult(error) });
        await using var client = await TcpConnection.ConnectAsync("127.0.0.1", server.Port);

        await client.Output.WriteAsync(Wire.Bytes(ScriptedClient.Pkt($"git-upload-pack /none{evil}\0host=h\0")));

        HostileRow.CheckText(await reported.Task.WaitAsync(Patience.OfARow));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task M04_The_last_words_of_a_program_are_one_escaped_line()
    {
        var script = "for i in 1 2 3 4 5 6 7 8 9; do printf 'fatal: \\033[2J\\ttab\\nremote: forged\\r\\n\\233' >&2; head -c 3000 /dev/zero >&2; done; exit 1";
        using var place = new TestDirectory();

        var error = await Should.ThrowAsync<IOException>(() => GitClient.ConnectAsync(place.Path, new GitClientOptions { UploadPack = new ProcessCommand("/bin/sh", "-c", script) }).AsTask());

        error.Message.ShouldContain("The program said: ");
        HostileRow.CheckText(error);
    }

    [Test]
    public void M04_Random_bytes_are_shown_without_control_bytes_in_bounded_length()
    {
        var random = new Random(4);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(3_000)];
            random.NextBytes(bytes);
            HostileRow.CheckText(new RemoteErrorException(new ByteString(bytes)));
            HostileRow.CheckText(new RefRefusedException(new ByteString(bytes), "x"));
            HostileRow.CheckText(Escape.ForDisplay(Encoding.Latin1.GetString(bytes)));
        }
    }
}

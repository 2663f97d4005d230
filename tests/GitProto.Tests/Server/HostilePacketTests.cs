
namespace GitProto.Tests;

/// <summary>Rows of the wire, seen from the server.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HostilePacketTests
{
    private static readonly string[] BadLengths =
    [
        "-001", "+004", " 004", "004 ", "0x04", "00_4", "00g0", "\uff10\uff10", "\0\0\0\0", "0003", "fff4", "ffff", "00 4", "0.04", "1e+1",
    ];

    private HostileServer server = null!;

    [SetUp]
    public async Task Make() => server = await HostileServer.MakeAsync();

    [TearDown]
    public void Stop() => server.Dispose();

    [TestCaseSource(nameof(BadLengths))]
    public async Task W01_A_bad_length_is_refused_wherever_it_stands(string length)
    {
        length = length.Replace("\uff10\uff10", "\u00ef\u00bc\u0090\u00ef");
        foreach (var before in Openings())
        {
            var said = await server.RefusesAsync<MalformedMessageException>(before + length + "xxxxxxxxxxxx");
            said.ShouldContain("ERR ");
        }
    }

    [TestCase("0001")]
    [TestCase("0002")]
    public async Task W01_Delimiters_have_no_place_in_v0(string packet)
    {
        await server.RefusesAsync<MalformedMessageException>(packet);
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + packet);
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + Want() + packet);
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + Want() + "0000" + packet);
    }

    [Test]
    public async Task W02_An_empty_packet_is_refused_where_content_is_due()
    {
        foreach (var before in Openings())
            await server.RefusesAsync<MalformedMessageException>(before + "0004" + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + "0004" + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("ls-refs") + "0004" + "0000");
    }

    [TestCase("command=ls-refs=foo")]
    [TestCase("command=ls-ref")]
    [TestCase("command=fetchx")]
    [TestCase("command=")]
    [TestCase("command=ls-refs x")]
    [TestCase("command=object-info")]
    [TestCase("command=bundle-uri")]
    [TestCase("agent=x")]
    [TestCase("fetch")]
    [TestCase("ls-refs")]
    public async Task W08_Only_a_whole_command_that_was_offered_is_taken(string line) =>
        (await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + ScriptedClient.Pkt(line) + "0001" + "0000")).ShouldContain("ERR ");

    [TestCase("ls-refs", "agentx=1")]
    [TestCase("ls-refs", "session-id=1")]
    [TestCase("ls-refs", "ls-refs")]
    [TestCase("fetch", "nonsense")]
    [TestCase("fetch", "fetch=shallow")]
    public async Task W08_A_capability_that_was_not_offered_is_refused(string command, string word) =>
        (await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command(command) + ScriptedClient.Pkt(word) + "0001" + Arguments(command) + "0000"))
            .ShouldContain("unknown capability");

    [TestCase("ls-refs", "peelx")]
    [TestCase("ls-refs", "peel\n\n")]
    [TestCase("ls-refs", "want 1")]
    [TestCase("fetch", "thin-packs")]
    [TestCase("fetch", "filter blob:none")]
    [TestCase("fetch", "want-ref refs/heads/main")]
    [TestCase("fetch", "sideband-all")]
    [TestCase("fetch", "packfile-uris https")]
    [TestCase("fetch", "deepen")]
    public async Task W08_An_argument_that_is_not_known_or_not_offered_is_refused(string command, string argument) =>
        await server.RefusesAsync<MalformedMessageException>(
            ScriptedClient.Hello(2) + Command(command) + "0001" + Arguments(command) + ScriptedClient.Pkt(argument) + "0000");

    [Test]
    public async Task W08_Two_commands_none_and_stray_delimiters_are_refused()
    {
        var want = ScriptedClient.Pkt($"want {server.Commit}\n");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("ls-refs") + Command("fetch") + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("ls-refs") + Command("ls-refs") + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + "0001" + Command("ls-refs") + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "00010001" + want + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + want + "0001" + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + want + "0002");
    }

    [Test]
    public async Task W08_A_request_for_another_hash_is_refused() =>
        (await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("ls-refs") + ScriptedClient.Pkt("object-format=sha256") + "0000"))
            .ShouldContain("mismatched object format: server sha1; client sha256");

    [Test]
    public async Task W09_A_client_that_sends_ERR_ends_the_conversation_in_every_state()
    {
        foreach (var before in Openings())
            (await server.RefusesAsync<RemoteErrorException>(before + ScriptedClient.Pkt("ERR enough"))).ShouldNotContain("ERR ");
        await server.RefusesAsync<RemoteErrorException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + ScriptedClient.Pkt("ERR enough"));
    }

    [Test]
    public async Task W09_No_refusal_holds_a_NUL_or_exceeds_a_packet()
    {
        var name = "x\0" + new string('y', 65_000);

        var said = await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + ScriptedClient.Pkt(name) + "0000");

        said[said.IndexOf("ERR ", StringComparison.Ordinal)..].ShouldNotContain('\0');
        (said.Length - said.IndexOf("ERR ", StringComparison.Ordinal)).ShouldBeLessThan(5_000);
    }

    [TestCase("deepen -1")]
    [TestCase("deepen 0")]
    [TestCase("deepen 99999999999999999999")]
    [TestCase("deepen 1 2")]
    [TestCase("deepen ")]
    [TestCase("deepen")]
    [TestCase("deepen 0x10")]
    [TestCase("deepen +1")]
    [TestCase("deepen 2147483648")]
    [TestCase("deepen-since -1x")]
    [TestCase("deepen-since 99999999999999999999")]
    [TestCase("deepen-since ")]
    public async Task W16_A_number_that_is_none_is_refused(string line)
    {
        var want = ScriptedClient.Pkt($"want {server.Commit} deepen-since shallow\n");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + want + ScriptedClient.Pkt(line) + "0000");
        want = ScriptedClient.Pkt($"want {server.Commit}\n");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + want + ScriptedClient.Pkt(line) + ScriptedClient.Pkt("done") + "0000");
    }

    [TestCase("../../x")]
    [TestCase("../../../../../../../../../../etc/passw")]
    [TestCase("aaaaaaaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaa")]
    [TestCase("%2faaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAZ")]
    public async Task R14_An_id_that_is_none_never_reaches_the_store(string id)
    {
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + ScriptedClient.Pkt($"want {id}\n") + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + Want() + ScriptedClient.Pkt($"shallow {id}") + "0000");
        await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(0) + Want() + "0000" + ScriptedClient.Pkt($"have {id}\n") + "0000");
        foreach (var word in new[] { "want", "have", "shallow" })
            await server.RefusesAsync<MalformedMessageException>(ScriptedClient.Hello(2) + Command("fetch") + "0001" + ScriptedClient.Pkt($"{word} {id}\n") + "0000");
    }

    private static string Command(string name) => ScriptedClient.Pkt($"command={name}\n");

    private string Arguments(string command) => command == "fetch" ? ScriptedClient.Pkt($"want {server.Commit}\n") : "";

    private string Want() => ScriptedClient.Pkt($"want {server.Commit} multi_ack_detailed side-band-64k\n");

    /// <summary>The beginnings of conversations, each up to a place where text is due.</summary>
    private string[] Openings() =>
    [
        "",
        ScriptedClient.Hello(0), ScriptedClient.Hello(1), ScriptedClient.Hello(2),
        ScriptedClient.Hello(0) + Want(),
        ScriptedClient.Hello(0) + Want() + "0000",
        ScriptedClient.Hello(0) + Want() + "0000" + ScriptedClient.Pkt($"have {server.Commit}\n"),
        ScriptedClient.Hello(2) + Command("ls-refs") + "0000",
        ScriptedClient.Hello(2) + Command("ls-refs"),
    ];
}

using GitProto.Client;

namespace GitProto.Tests;

/// <summary>Servers whose packets, ids or sections are not what the protocol has at that place.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class HostileSectionTests
{
    private static readonly string[] BadLengths =
    [
        "-001", "+004", " 004", "004 ", "0x04", "00_4", "00g0", "\u00ef\u00bc\u0090\u00ef", "\0\0\0\0", "0003", "fff5", "ffff", "00 4", "0.04", "1e+1",
    ];

    private static readonly byte[] OneRef = Wire.Lines($"{Wire.A} refs/heads/a\n", "0000");
    private static readonly byte[] V0OneRef = Wire.Lines($"{Wire.A} refs/heads/a\0multi_ack_detailed side-band-64k object-format=sha1\n", "0000");
    private static readonly string Long = new('c', 64);
    private static readonly string Null40 = new('0', 40);
    private static readonly string Null64 = new('0', 64);

    /// <summary>What a server says up to each place where a packet is due.</summary>
    private static byte[][] Openings =>
    [
        [],
        Wire.Lines("version 1\n"),
        Wire.Lines($"{Wire.A} refs/heads/a\0side-band-64k\n"),
        V0OneRef,
        Wire.Join(V0OneRef, Wire.Lines("NAK\n")),
        Wire.Join(V0OneRef, Wire.Lines("NAK\n"), Wire.Band(1, "PACK"u8.ToArray())),
        Wire.Lines("version 2\n"),
        Wire.V2Greeting,
        Wire.Join(Wire.V2Greeting, Wire.Lines($"{Wire.A} refs/heads/a\n")),
        Wire.Join(Wire.V2Greeting, OneRef),
        Wire.Join(Wire.V2Greeting, OneRef, Wire.Lines("shallow-info\n")),
        Wire.Join(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n")),
        Wire.Join(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(1, "PACK"u8.ToArray())),
    ];

    [TestCaseSource(nameof(BadLengths))]
    public async Task W01_A_bad_length_is_refused_after_four_bytes_wherever_it_stands(string length)
    {
        foreach (var before in Openings)
            await HostileFetch.RefusedAsync<MalformedMessageException>(before, Wire.Bytes(length));
    }

    [TestCase("0001")]
    [TestCase("0002")]
    public async Task W01_Delimiters_have_no_place_in_v0(string packet)
    {
        foreach (var before in Openings[..6])
            await HostileFetch.RefusedAsync<MalformedMessageException>(before, Wire.Lines(packet));
    }

    [Test]
    public async Task W07_The_width_of_ids_is_that_of_the_first_for_clients_of_either_format(
        [Values] ObjectFormat own, [Values("40 then 64", "64 then 40", "null of the other", "v2 of the other", "v2 mixed")] string list)
    {
        var id = own == ObjectFormat.Sha1 ? Wire.A : Long;
        var other = own == ObjectFormat.Sha1 ? Long : Wire.A;
        var named = own == ObjectFormat.Sha1 ? "sha1" : "sha256";
        var greeting = Wire.Lines("version 2\n", "ls-refs\n", "fetch\n", $"object-format={named}\n", "0000");
        var said = list switch
        {
            "40 then 64" => Wire.Lines($"{Wire.A} refs/heads/a\0side-band-64k\n", $"{Long} refs/heads/b\n", "0000"),
            "64 then 40" => Wire.Lines($"{Long} refs/heads/a\0side-band-64k object-format=sha256\n", $"{Wire.A} refs/heads/b\n", "0000"),
            "null of the other" => Wire.Lines($"{(own == ObjectFormat.Sha1 ? Null64 : Null40)} capabilities^{{}}\0object-format={named}\n", "0000"),
            "v2 of the other" => Wire.Join(greeting, Wire.Lines($"{other} refs/heads/a\n", "0000")),
            _ => Wire.Join(greeting, Wire.Lines($"{id} refs/heads/a\n", $"{other} refs/heads/b\n", "0000")),
        };

        await HostileFetch.RefusedAsync<MalformedMessageException>([said], null, null, own);
    }

    [Test]
    public async Task W07_A_server_of_the_other_hash_is_refused_before_anything_is_asked([Values] ObjectFormat own, [Values] bool v2)
    {
        var (id, named) = own == ObjectFormat.Sha1 ? (Long, "sha256") : (Wire.A, "sha1");
        var said = v2 ? Wire.Join(Wire.Lines("version 2\n", "ls-refs\n", "fetch\n", $"object-format={named}\n", "0000"), Wire.Lines($"{id} refs/heads/a\n", "0000"))
            : Wire.Lines($"{id} refs/heads/a\0side-band-64k object-format={named}\n", "0000");

        await HostileFetch.RefusedAsync<PolicyException>([said], null, null, own);
    }

    [TestCase("0 64 sha256")]
    [TestCase("0 40 sha1")]
    public async Task W07_A_list_of_nothing_is_known_by_its_zeros_in_either_width(string form)
    {
        var width = form.Contains("64", StringComparison.Ordinal) ? 64 : 40;
        await using var session = await ScriptedServer.OpenAsync([Wire.Lines($"{new string('0', width)} capabilities^{{}}\0object-format={form.Split(' ')[2]}\n", "0000")]);

        (await session.GetRefsAsync()).ShouldBeEmpty();
        session.Format.ShouldBe(width == 64 ? ObjectFormat.Sha256 : ObjectFormat.Sha1);
    }

    [TestCase("nonsense\n")]
    [TestCase("packfiles\n")]
    [TestCase("PACKFILE\n")]
    [TestCase("packfile \n")]
    [TestCase("acknowledgments\n|NAK\n|0001|acknowledgments\n|NAK\n|0001|packfile\n")]
    [TestCase("shallow-info\n|0001|acknowledgments\n|NAK\n|0001|packfile\n")]
    [TestCase("shallow-info\n|shallow @b\n|0001|shallow-info\n|0001|packfile\n")]
    [TestCase("wanted-refs\n|@a refs/heads/a\n|0001|shallow-info\n|0001|packfile\n")]
    [TestCase("packfile-uris\n|@a https://h/p\n|0001|packfile\n")]
    [TestCase("wanted-refs\n|@a refs/heads/a\n|0001|packfile\n")]
    [TestCase("packfile\n|\u0001PACK|0001|packfile\n")]
    [TestCase("packfile\n|0001|shallow-info\n")]
    [TestCase("shallow-info\n|unshallow\n|0001|packfile\n")]
    [TestCase("shallow-info\n|deepen 1\n|0001|packfile\n")]
    [TestCase("acknowledgments\n|ready\n|0000")]
    [TestCase("acknowledgments\n|ACK @a\n|NAK\n|0001|packfile\n")]
    [TestCase("acknowledgments\n|ACK @a common\n|0001|packfile\n")]
    [TestCase("acknowledgments\n|NAK\n|ready\n|ready\n|0001|packfile\n")]
    [TestCase("0001|packfile\n")]
    [TestCase("0002")]
    public async Task W08_A_section_that_is_unknown_twice_unasked_or_out_of_order_is_refused(string answer)
    {
        var lines = answer.Replace("@a", Wire.A, StringComparison.Ordinal).Replace("@b", Wire.B, StringComparison.Ordinal).Split('|');

        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.V2Greeting, OneRef, Wire.Lines(lines));
    }

    [TestCase("junk @a refs/heads/a")]
    [TestCase("@a")]
    [TestCase("@a ")]
    [TestCase("@arefs/heads/a")]
    [TestCase("@a refs/heads/a peeled:b")]
    [TestCase("unbornx HEAD")]
    public async Task W08_A_line_of_a_list_is_matched_whole(string line) =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.V2Greeting, Wire.Lines(line.Replace("@a", Wire.A, StringComparison.Ordinal) + "\n", "0000"));

    [Test]
    public async Task W11_A_list_that_is_left_early_is_read_to_its_end_before_the_next_answer()
    {
        var lists = Wire.Lines($"{Wire.A} refs/heads/a\n", $"{Wire.A} refs/heads/b\n", "0000", $"{Wire.A} refs/heads/c\n", "0000");
        await using var session = await ScriptedServer.OpenAsync([Wire.V2Greeting, lists]);
        await foreach (var found in session.ListRefsAsync())
        {
            found.Name.ShouldBe("refs/heads/a");
            break;
        }

        (await session.GetRefsAsync()).Single().Name.ShouldBe("refs/heads/c");
    }

    [Test]
    public async Task W11_A_bad_answer_ends_the_connection_and_its_rest_is_not_read()
    {
        await using var server = ScriptedServer.Start([Wire.V2Greeting, Wire.Lines($"{Wire.A} refs/heads/a\n", "packfile\n", "0000", $"{Wire.B} refs/heads/b\n", "0000")]);
        await using var session = await GitClient.OpenAsync(server.Near);

        await Should.ThrowAsync<MalformedMessageException>(() => session.GetRefsAsync().AsTask());

        (await Should.ThrowAsync<IOException>(() => session.GetRefsAsync().AsTask())).Message.ShouldContain("cannot be used any more");
        await server.LeftAsync();
    }

    [Test]
    public async Task W11_An_answer_too_many_is_not_taken_for_a_pack() =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.V2Greeting, OneRef, OneRef, Wire.Lines("packfile\n"));
}

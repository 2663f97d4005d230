using System.Text;
using GitProto.Client;
using GitProto.Protocol;

namespace GitProto.Tests;

/// <summary>Servers that break rules, made by hand.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class HostileAnswerTests
{
    private static readonly byte[] OneRef = Wire.Lines($"{Wire.A} refs/heads/a\n", "0000");
    private static readonly byte[] V0OneRef = Wire.Lines($"{Wire.A} refs/heads/a\0multi_ack_detailed side-band-64k object-format=sha1\n", "0000");

    [Test]
    public async Task W03_A_hash_that_is_not_known_is_refused() =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.Lines($"{Wire.A} refs/heads/a\0object-format=sha512", "0000"));

    [TestCase("")]
    [TestCase("\0")]
    [TestCase("\0 ")]
    [TestCase("\0object-format=")]
    public async Task W03_A_first_ref_without_capabilities_is_a_ref(string end)
    {
        await using var session = await ScriptedServer.OpenAsync([Wire.Lines($"{Wire.A} refs/heads/a{end}", "0000")]);

        (await session.GetRefsAsync()).Single().Name.ShouldBe("refs/heads/a");
    }

    [TestCase(0)]
    [TestCase(4)]
    [TestCase(255)]
    public async Task W04_A_band_that_is_none_is_refused(int band)
    {
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(band, "x"u8.ToArray()));
        await HostileFetch.RefusedAsync<MalformedMessageException>(V0OneRef, Wire.Lines("NAK\n"), Wire.Band(band, "x"u8.ToArray()));
    }

    [Test]
    public async Task W04_A_packet_without_a_band_is_refused() =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n", "0004"));

    [Test]
    public async Task W04_The_last_words_of_a_server_come_out_escaped()
    {
        var error = await HostileFetch.RefusedAsync<RemoteErrorException>(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(1, []), Wire.Band(2, []), Wire.Band(3, "no \u001b[2J more\n"u8.ToArray()));

        error.Text.ToString().ShouldBe("no \u001b[2J more");
    }

    [Test]
    public async Task W04_Last_words_may_be_none() =>
        (await HostileFetch.RefusedAsync<RemoteErrorException>(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(3, []))).Text.IsEmpty.ShouldBeTrue();

    [Test]
    public async Task W06_Repeated_and_bogus_symrefs_are_passed_over()
    {
        var words = string.Join(' ', Enumerable.Repeat("symref=HEAD:refs/heads/a almost-symref=x symref=B:refs/heads/b", 1000))
            + " symref=HEAD symref=: symref=C:../x symref=D:a symref=E";
        await using var session = await ScriptedServer.OpenAsync([Wire.Lines($"{Wire.A} HEAD\0{words}\n", $"{Wire.A} C\n", $"{Wire.A} refs/heads/a\n", "0000")]);

        var refs = await session.GetRefsAsync();

        refs.Single(found => found.Name == "HEAD").SymbolicTarget.ShouldBe(RefName.Parse("refs/heads/a"));
        refs.Single(found => found.Name == "C").SymbolicTarget.ShouldBeNull();
    }

    [TestCase("a 64 refs/heads/a\0object-format=sha1", "")]
    [TestCase("a 40 refs/heads/a\0object-format=sha256", "")]
    [TestCase("a 40 refs/heads/a", "b 64 refs/heads/b")]
    [TestCase("a 40 refs/heads/a", "0 40 capabilities^{}")]
    [TestCase("a 40 capabilities^{}", "")]
    public async Task W07_Ids_of_another_width_and_misplaced_capabilities_are_refused(string first, string second) =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.Lines([.. new[] { first, second }.Where(line => line.Length > 0).Select(Expand), "0000"]));

    [TestCase("version 20\n")]
    [TestCase("version 2 x\n")]
    [TestCase("version 2\n\n")]
    [TestCase("version 0\n")]
    [TestCase("version 3\n")]
    public async Task W08_A_version_is_matched_whole(string line) => await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.Lines(line, "0000"));

    [Test]
    public async Task W08_A_stray_delimiter_is_refused_anywhere([Range(0, 3)] int place)
    {
        byte[][] parts = [Wire.Lines("version 2\n", "fetch\n"), Wire.Lines("ls-refs\n", "0000"), Wire.Lines($"{Wire.A} refs/heads/a\n"), Wire.Lines("0000", "packfile\n")];
        parts[place] = Wire.Join(parts[place][..^(place is 0 or 2 ? 0 : 4)], "0001"u8.ToArray());

        await HostileFetch.RefusedAsync<MalformedMessageException>(parts[..(place + 1)]);
    }

    [Test]
    public async Task W09_An_error_in_any_state_is_told_once([Range(0, 7)] int state)
    {
        var error = Wire.Lines("ERR no \u0007 luck\n");
        byte[][] said = state switch
        {
            0 => [error],
            1 => [Wire.Lines("version 2\n"), error],
            2 => [Wire.V2Greeting, error],
            3 => [Wire.V2Greeting, Wire.Lines($"{Wire.A} refs/heads/a\n"), error],
            4 => [Wire.V2Greeting, OneRef, error],
            5 => [Wire.Lines($"{Wire.A} refs/heads/a\0side-band-64k\n"), error],
            6 => [V0OneRef, error],
            _ => [V0OneRef, Wire.Lines("NAK\n"), error],
        };

        (await HostileFetch.RefusedAsync<RemoteErrorException>(said)).Text.ToString().ShouldBe("no \u0007 luck");
    }

    [Test]
    public async Task W09_In_band_1_an_error_is_data() =>
        await HostileFetch.RefusedAsync<CorruptPackException>(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n"), Wire.Band(1, "ERR this is no pack at all, just words\n"u8.ToArray()), Wire.Lines("0000"));

    [TestCase("refs", nameof(GitClientOptions.MaxRefs))]
    [TestCase("v0 refs", nameof(GitClientOptions.MaxRefs))]
    [TestCase("capabilities", nameof(WireLimits.MaxCapabilities))]
    [TestCase("silence", nameof(WireLimits.MaxIdlePackets))]
    [TestCase("boundary", nameof(WireLimits.MaxLinesPerMessage))]
    [TestCase("acknowledgments", nameof(WireLimits.MaxLinesPerMessage))]
    [TestCase("naks", nameof(WireLimits.MaxLinesPerMessage))]
    [TestCase("shallows", nameof(WireLimits.MaxLinesPerMessage))]
    public async Task W14_An_answer_without_end_hits_a_named_limit(string what, string limit)
    {
        var options = new GitClientOptions { MaxRefs = 2000, Limits = new WireLimits { MaxCapabilities = 500, MaxIdlePackets = 2000, MaxLinesPerMessage = 2000 } };
        var (head, line) = what switch
        {
            "refs" => (Wire.V2Greeting, number => $"{Wire.A} refs/heads/{number}\n"),
            "v0 refs" => ([], number => $"{Wire.A} refs/heads/{number}\n"),
            "capabilities" => (Wire.Lines("version 2\n"), number => $"word-{number}\n"),
            "silence" => (Wire.Join(Wire.V2Greeting, OneRef, Wire.Lines("packfile\n")), _ => "\u0002"),
            "boundary" => (Wire.Join(Wire.V2Greeting, OneRef, Wire.Lines("shallow-info\n")), _ => $"shallow {Wire.B}\n"),
            "acknowledgments" => (Wire.Join(Wire.V2Greeting, OneRef, Wire.Lines("acknowledgments\n")), _ => $"ACK {Wire.B}\n"),
            "naks" => (V0OneRef, _ => "NAK\n"),
            _ => ((byte[] Head, Func<long, string> Line))(Wire.Lines($"{Wire.A} refs/heads/a\n"), _ => $"shallow {Wire.B}\n"),
        };

        (await HostileFetch.RefusedAsync<LimitExceededException>(Endless(head, line), options, null)).Limit.ShouldBe(limit);
    }

    [TestCase("0000")]
    [TestCase("none")]
    [TestCase("version 1")]
    [TestCase("version 2")]
    public async Task W15_A_repository_without_refs_is_an_empty_list(string form)
    {
        var none = $"{new string('0', 40)} capabilities^{{}}\0side-band-64k\n";
        var said = form switch
        {
            "0000" => Wire.Lines("0000"),
            "none" => Wire.Lines(none, "0000"),
            "version 1" => Wire.Lines("version 1\n", none, "0000"),
            _ => Wire.Join(Wire.V2Greeting, Wire.Lines("0000")),
        };
        await using var session = await ScriptedServer.OpenAsync([said]);

        (await session.GetRefsAsync()).ShouldBeEmpty();
    }

    [TestCase("before")]
    [TestCase("between")]
    public async Task W18_A_boundary_where_acknowledgments_are_due_is_refused(string place) =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(V0OneRef, Wire.Lines(place == "before" ? [$"shallow {Wire.B}\n", "0000", "NAK\n"] : ["NAK\n", $"shallow {Wire.B}\n"]));

    [TestCase("refs/heads/a", "refs/heads/a")]
    [TestCase("HEAD", "HEAD")]
    [TestCase("refs/tags/t", "refs/tags/u^{}")]
    [TestCase("refs/tags/t^{}", "")]
    public async Task W20_Names_that_come_twice_and_stray_peels_are_refused(string first, string second)
    {
        string[] lines = [.. new[] { first, second }.Where(name => name.Length > 0).Select(name => $"{Wire.A} {name}\n"), "0000"];

        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.Lines(lines));
    }

    [Test]
    public async Task W20_A_name_that_comes_twice_is_refused_in_v2_too() =>
        await HostileFetch.RefusedAsync<MalformedMessageException>(Wire.V2Greeting, Wire.Lines($"{Wire.A} HEAD\n", $"{Wire.B} HEAD\n", "0000"));

    [Test]
    public async Task W20_Order_does_not_matter([Values] bool v2)
    {
        var list = Wire.Lines($"{Wire.A} refs/heads/b\n", $"{Wire.B} refs/heads/a\n", "0000");
        await using var session = await ScriptedServer.OpenAsync([v2 ? Wire.Join(Wire.V2Greeting, list) : list]);

        (await session.GetRefsAsync()).Select(found => found.Name.ToString()).ShouldBe(["refs/heads/b", "refs/heads/a"]);
    }

    [Test]
    public async Task W21_Names_stay_their_bytes_from_wire_to_list([Values(0, 1, 2)] int protocol)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        var id = RealGit.Run(source, "rev-parse", "main");
        byte[] packed = [.. await File.ReadAllBytesAsync(Path.Join(source, "packed-refs")),
            .. Encoding.ASCII.GetBytes($"{id} refs/x/"), 0xfe, (byte)'\n', .. Encoding.ASCII.GetBytes($"{id} refs/x/"), 0xff, (byte)'\n'];
        await File.WriteAllBytesAsync(Path.Join(source, "packed-refs"), packed);
        await using var session = await GitClient.ConnectAsync(source, new GitClientOptions { Protocol = protocol, UploadPack = LocalServer.Shell("git upload-pack") });

        var refs = await session.GetRefsAsync(new ListRefsOptions());

        refs.Where(found => found.Name.Span.StartsWith("refs/x/"u8)).Select(found => Convert.ToHexString(found.Name.Span[^1..])).ShouldBe(["FE", "FF"]);
    }

    private static string Expand(string line)
    {
        var parts = line.Split(' ', 3);
        return $"{new string(parts[0][0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))} {parts[2]}";
    }

    /// <summary>Says something, then lines for as long as anybody listens; so many that a limit which is not there shows.</summary>
    private static IEnumerable<byte[]> Endless(byte[] head, Func<long, string> line)
    {
        yield return head;
        for (var number = 0L; number < 1_000_000; number += 100)
            yield return Wire.Lines([.. Enumerable.Range(0, 100).Select(offset => line(number + offset))]);
    }
}

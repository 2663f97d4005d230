using GitProto.Client;
using GitProto.Storage;

namespace GitProto.Tests;

/// <summary>Servers that answer a push with what they should not.</summary>
[Category("hostile")]
[CancelAfter(300_000)]
public sealed class HostileReportTests
{
    private static readonly string Main = "refs/heads/main";
    private static readonly string Other = "refs/heads/other";

    [Test]
    public async Task A_ref_without_report_has_failed()
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting(), HostilePush.Banded("unpack ok\n", $"ok {Main}\n")]);

        result.Succeeded.ShouldBeFalse();
        result.Refs[0].Status.ShouldBe(PushedRefStatus.Created);
        result.Refs[1].Status.ShouldBe(PushedRefStatus.NotReported);
        result.Refs[1].Reason.ShouldBe("remote failed to report status");
    }

    [Test]
    public async Task A_report_on_a_ref_that_was_not_pushed_is_a_warning()
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting(), HostilePush.Banded("unpack ok\n", $"ok {Main}\n", "ok refs/heads/\u00ffstrange\n", $"ok {Other}\n")]);

        result.Succeeded.ShouldBeTrue();
        result.Warnings.Single().ShouldStartWith("remote reported status on unknown ref: ");
        result.Warnings.Single().ShouldNotContain(character => char.IsControl(character));
    }

    [TestCase("ok", "ng")]
    [TestCase("ng", "ok")]
    [TestCase("ng", "ng")]
    public async Task Two_reports_that_disagree_leave_the_ref_refused(string first, string second)
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting(), HostilePush.Banded("unpack ok\n", Say(first), Say(second), $"ok {Other}\n")]);

        result.Refs[0].Status.ShouldBe(PushedRefStatus.RemoteRejected);
        result.Refs[1].Status.ShouldBe(PushedRefStatus.Created);
        result.Warnings.ShouldHaveSingleItem();

        static string Say(string word) => word == "ok" ? $"ok {Main}\n" : $"ng {Main} no\n";
    }

    [Test]
    public async Task A_pack_that_was_not_taken_fails_the_push_whatever_the_refs_say()
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting(), HostilePush.Banded("unpack disk full\n", $"ok {Main}\n", $"ok {Other}\n")]);

        result.UnpackError.ShouldBe("disk full");
        result.Succeeded.ShouldBeFalse();
    }

    [Test]
    public async Task M04_Reasons_are_cleaned_for_a_terminal()
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting(), HostilePush.Banded("unpack ok\n", $"ng {Main} \u001b]0;title\u0007\r\n", $"ng {Other} \u202etxt\n")]);

        result.Refs.ShouldAllBe(pushed => pushed.Reason!.All(character => !char.IsControl(character)));
    }

    [Test]
    public async Task A_server_that_offers_no_report_is_believed_to_have_done_it([Values] bool banded)
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting(banded ? "delete-refs side-band-64k" : "delete-refs"), banded ? Wire.Lines("0000") : []]);

        result.Succeeded.ShouldBeTrue();
    }

    [Test]
    public async Task A_report_without_bands_is_read()
    {
        var result = await HostilePush.PushAsync([HostilePush.Greeting("report-status"), Wire.Lines("unpack ok\n", $"ok {Main}\n", $"ng {Other} hook declined\n", "0000")]);

        result.Refs.Select(pushed => pushed.Reason).ShouldBe([null, "hook declined"]);
    }

    [Test]
    public async Task A_delete_is_not_sent_to_a_server_that_takes_none()
    {
        var greeting = Wire.Lines($"{Wire.A} refs/heads/gone\0report-status\n", "0000");

        var result = await HostilePush.PushAsync([greeting, Wire.Lines("unpack ok\n", $"ok {Main}\n", "0000")], PushPair.Specs("main", ":gone"));

        result.Refs.Single(pushed => pushed.Status == PushedRefStatus.NoDelete).Reason.ShouldBe("remote does not support deleting refs");
        result.Refs.Single(pushed => pushed.Name.ToString() == Main).Status.ShouldBe(PushedRefStatus.Created);
    }

    [TestCase("unpack\n")]
    [TestCase("ok refs/heads/main\n")]
    [TestCase("unpack ok\n", "ok \n")]
    [TestCase("unpack ok\n", "ok\n")]
    [TestCase("unpack ok\n", "ng\n")]
    [TestCase("unpack ok\n", "ng refs/heads/main\n")]
    [TestCase("unpack ok\n", "option forced-update\n")]
    [TestCase("unpack ok\n", "ng refs/heads/main no\n", "option forced-update\n")]
    [TestCase("unpack ok\n", "oops\n")]
    [TestCase("unpack ok\n", "ok refs/heads/main\n", "option new-oid abc\n")]
    public async Task W03_A_report_that_makes_no_sense_is_malformed(params string[] lines)
    {
        await HostilePush.RefusedAsync<MalformedMessageException>(HostilePush.Greeting(), HostilePush.Banded(lines));
        await HostilePush.RefusedAsync<MalformedMessageException>(HostilePush.Greeting("report-status report-status-v2"), Wire.Lines([.. lines, "0000"]));
    }

    [Test]
    public async Task W03_A_report_in_band_1_may_be_cut_anywhere()
    {
        var inner = Wire.Lines("unpack ok\n", $"ok {Main}\n", $"ok {Other}\n", "0000");

        var result = await HostilePush.PushAsync([HostilePush.Greeting(), .. inner.Select(value => Wire.Band(1, [value])), Wire.Band(2, "bye\n"u8.ToArray()), Wire.Lines("0000")]);

        result.Succeeded.ShouldBeTrue();
    }

    [Test]
    public async Task W04_A_refusal_in_band_3_is_the_error_of_the_server()
    {
        var error = await HostilePush.RefusedAsync<RemoteErrorException>(HostilePush.Greeting(), Wire.Band(3, "out of \u001bdisk"u8.ToArray()));

        error.Text.ToString().ShouldBe("out of \u001bdisk");
    }

    [Test]
    public async Task W04_An_unknown_band_is_malformed() =>
        await HostilePush.RefusedAsync<MalformedMessageException>(HostilePush.Greeting(), Wire.Band(4, "x"u8.ToArray()), Wire.Lines("0000"));

    [Test]
    public async Task W09_An_error_packet_in_place_of_refs_or_report_is_the_error_of_the_server()
    {
        (await HostilePush.RefusedAsync<RemoteErrorException>(Wire.Lines("ERR access denied\n"))).Text.ToString().ShouldBe("access denied");
        (await HostilePush.RefusedAsync<RemoteErrorException>(HostilePush.Greeting("report-status"), Wire.Lines("ERR disk full\n"))).Text.ToString().ShouldBe("disk full");
    }

    [Test]
    public async Task W10_An_answer_cut_at_any_byte_is_an_io_error()
    {
        byte[] answer = [.. HostilePush.Greeting(), .. HostilePush.Banded("unpack ok\n", $"ok {Main}\n", $"ok {Other}\n")];
        using var memory = await HostilePush.SourceAsync();
        for (var cut = 0; cut < answer.Length; cut++)
        {
            await Should.ThrowAsync<IOException>(async () =>
            {
                await using var session = await GitClient.OpenPushAsync(ScriptedServer.Start([answer[..cut]]).Near);
                await session.PushAsync(memory, PushPair.Specs("main", "other"));
            }, $"cut at {cut} of {answer.Length}");
        }
    }

    [Test]
    public async Task W14_A_report_without_end_stops_at_a_limit()
    {
        using var memory = await HostilePush.SourceAsync();
        var options = new GitClientOptions { Limits = new Protocol.WireLimits { MaxLinesPerMessage = 1000 } };
        IEnumerable<byte[]> script = [HostilePush.Greeting("report-status"), Wire.Lines("unpack ok\n"), .. Enumerable.Repeat(Wire.Lines("ok refs/heads/x\n"), 5000)];

        await Refusal.OfAsync<LimitExceededException>(async () =>
        {
            await using var session = await GitClient.OpenPushAsync(ScriptedServer.Start(script).Near, options);
            await session.PushAsync(memory, PushPair.Specs("main", "other"));
        });
    }

    [Test]
    public async Task W12_An_option_for_hooks_that_cannot_be_one_line_is_refused_before_anything_is_sent([Values("a\nb", "a\0b", "long")] string text)
    {
        text = text == "long" ? new string('x', 65517) : text;
        using var memory = await HostilePush.SourceAsync();
        await using var session = await GitClient.OpenPushAsync(ScriptedServer.Start([HostilePush.Greeting()]).Near);

        await Should.ThrowAsync<ArgumentException>(() => session.PushAsync(memory, PushPair.Specs("main") with { ServerOptions = [text] }).AsTask());
    }

    [Test]
    public async Task W21_Names_that_differ_in_one_broken_byte_stay_apart()
    {
        using var pair = new PushPair();
        using var memory = await HostilePush.SourceAsync();
        var main = memory.Refs.Resolve(RefName.Parse(Main))!.Value;
        foreach (var last in new byte[] { 0xfe, 0xff })
            await memory.Refs.SetAsync(RefName.Parse(ByteString.Wrap([.. "refs/heads/"u8, last])), main);

        var result = await pair.PushAsync(memory, PushPair.Specs("refs/heads/*:refs/heads/*"), CancellationToken.None);

        result.Succeeded.ShouldBeTrue();
        result.Refs.Count.ShouldBe(4);
        File.Exists(Path.Join(pair.Target, "refs", "heads", "main")).ShouldBeTrue();
        RealGit.Run(pair.Target, "for-each-ref").Split('\n').Length.ShouldBe(4);
        // Loose refs of such names are files that .NET cannot name, so it could not take the directory away.
        RealGit.Run(pair.Target, "pack-refs", "--all");
    }

    [TestCase("refs/heads/../../config")]
    [TestCase("refs/../config")]
    [TestCase("../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("config")]
    [TestCase("refs")]
    [TestCase("FETCH_HEAD")]
    public async Task R01_An_illegal_name_that_the_server_shows_is_neither_pushed_to_nor_pruned(string name)
    {
        var greeting = Wire.Lines($"{Wire.A} {name}\0{HostilePush.Capabilities}\n", "0000");

        var result = await HostilePush.PushAsync(
            [greeting, HostilePush.Banded("unpack ok\n", $"ok {Main}\n", $"ok {Other}\n")], PushPair.Specs("+refs/*:refs/*") with { Prune = true });

        result.Refs.Select(pushed => pushed.Name.ToString()).ShouldBe([Main, Other]);
        Should.Throw<RefRefusedException>(() => PushPair.Specs("main:refs/heads/../../config"));
    }
}

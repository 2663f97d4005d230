using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.PushScript;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>What a server of pushes says, byte for byte.</summary>
[CancelAfter(240_000)]
public sealed class PushWireTests : IDisposable
{
    private PushScript script = null!;

    [SetUp]
    public async Task Make() => script = await MakeAsync();

    [TearDown]
    public void Dispose() => script.Dispose();

    [Test]
    public async Task A_push_is_reported_ref_by_ref_and_its_objects_are_there()
    {
        var (said, error) = await script.PushAsync(Commands("report-status", (script.First, script.Second, Main), (Zero, script.Second, "refs/heads/new")) + script.Pack(script.Second, script.First));

        error.ShouldBeNull();
        said.ShouldBe(Report("ok refs/heads/main", "ok refs/heads/new"));
        script.At(Main).ShouldBe(script.Second);
        script.At("refs/heads/new").ShouldBe(script.Second);
        script.Served.Objects.Ids.ShouldBe(script.Mine.Objects.Ids, ignoreOrder: true);
    }

    [Test]
    public async Task A_report_in_bands_is_closed_twice()
    {
        var (said, _) = await script.PushAsync(Commands(" report-status-v2 side-band-64k quiet agent=x", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First));

        var inner = Report("ok refs/heads/main");
        said.ShouldBe(Pkt("\u0001" + inner) + "0000");
    }

    [Test]
    public async Task Who_asks_for_no_report_gets_none()
    {
        var (said, _) = await script.PushAsync(Commands("", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First));

        said.ShouldBe("");
        script.At(Main).ShouldBe(script.Second);
        (await script.PushAsync(Commands("side-band-64k", (script.Second, script.First, Main)) + script.PackOf())).Said.ShouldBe("0000");
        script.At(Main).ShouldBe(script.First);
    }

    [Test]
    public async Task A_push_of_deletes_brings_no_pack_and_none_is_waited_for()
    {
        await script.Served.Refs.SetAsync(RefName.Parse("refs/heads/old"), script.First);
        await using var client = Call(script.Served, new GitServerOptions { AllowReceivePack = true });
        await client.SendAsync(Hello());
        await client.ReadMessageAsync();
        await client.SendAsync(Commands("report-status", (script.First, Zero, "refs/heads/old")));

        (await client.ReadMessageAsync()).ShouldBe(["unpack ok\n", "ok refs/heads/old\n"]);

        script.At("refs/heads/old").ShouldBeNull();
        await client.Serving;
    }

    [TestCase(0, "")]
    [TestCase(1, "000eversion 1\n")]
    [TestCase(2, "")]
    public async Task The_advertisement_has_no_HEAD_and_no_peeled_tags(int version, string start)
    {
        var tag = await script.Served.TagAsync("v1", script.First, "one");
        script.Rules = new ReceivePackRules { PushOptions = true, SessionId = true };

        var said = await ServeAsync(new ReceivePackRequest { Version = version, AdvertiseOnly = true, Stateless = true }, "");

        said.ShouldStartWith(start);
        var first = said[(start.Length + 4)..].Split('\0');
        first[0].ShouldBe($"{script.First} refs/heads/main");
        first[1].ShouldMatch(@"^report-status report-status-v2 delete-refs side-band-64k quiet atomic ofs-delta push-options session-id=[0-9a-f]{32} object-format=sha1 agent=gitproto/\S+\n");
        said.ShouldEndWith(Pkt($"{tag} refs/tags/v1\n") + "0000");
    }

    [Test]
    public async Task An_empty_repository_is_shown_by_its_capabilities()
    {
        using var empty = new MemoryRepository(ObjectFormat.Sha256);
        var said = await ServeAsync(new ReceivePackRequest { AdvertiseOnly = true }, "", empty);

        said[4..].ShouldStartWith(new string('0', 64) + " capabilities^{}\0report-status ");
        said.ShouldContain(" object-format=sha256 ");
    }

    [Test]
    public async Task A_stateless_request_is_a_push_and_a_lone_flush_is_answered_by_nothing()
    {
        var request = new ReceivePackRequest { Stateless = true };

        (await ServeAsync(request, "0000")).ShouldBe("");
        (await ServeAsync(request, "")).ShouldBe("");
        (await ServeAsync(request, Commands("report-status", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First))).ShouldBe(Report("ok refs/heads/main"));
        (await ServeAsync(request, Commands("report-status delete-refs", (script.Second, Zero, Main)))).ShouldBe(Report("ng refs/heads/main deletion of the current branch prohibited"));
    }

    [TestCase("0000")]
    [TestCase("")]
    public async Task Who_wants_nothing_leaves_without_a_word(string sent) => (await script.FailAsync(sent)).ShouldBe(("", null));

    [Test]
    public async Task Options_reach_hooks_and_commands_that_are_deletes_only_have_options_too()
    {
        await script.Served.Refs.SetAsync(RefName.Parse("refs/heads/old"), script.First);
        var hook = new RecordingHook();
        script.Rules = new ReceivePackRules { PushOptions = true, Hooks = [hook] };

        var (said, _) = await script.PushAsync(Commands("report-status push-options", (script.First, Zero, "refs/heads/old")) + Pkt("ci.skip") + Pkt("a=b;c") + "0000");

        said.ShouldBe(Report("ok refs/heads/old"));
        hook.Options.ShouldBe(["ci.skip", "a=b;c"]);
    }

    [Test]
    public async Task An_early_end_is_reported_as_git_does()
    {
        foreach (var part in new[] { 0, 3, 11 })
        {
            var (said, _) = await script.FailAsync(Commands("report-status", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First)[..part]);
            said.ShouldBe(Pkt("unpack eof before pack header was fully read\n") + Pkt("ng refs/heads/main unpacker error\n") + "0000", part.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public async Task A_pack_that_is_cut_corrupt_or_none_is_not_taken()
    {
        var pack = script.Pack(script.Second, script.First);
        var cases = new[] { pack[..^1], pack[..40], pack[..20] + "\xff" + pack[21..], "JUNK" + pack[4..], "PACK\0\0\0\u0009" + pack[8..] };
        string[] texts = ["index-pack abnormal exit", "index-pack abnormal exit", "index-pack abnormal exit", "protocol error (pack signature mismatch detected)", "protocol error (pack version unsupported)"];
        foreach (var (sent, text) in cases.Zip(texts))
            (await script.FailAsync(Commands("report-status", (script.First, script.Second, Main)) + sent)).Said.ShouldBe(Pkt($"unpack {text}\n") + Pkt("ng refs/heads/main unpacker error\n") + "0000");
    }

    [TestCase("report-status object-format=sha256", "unsupported object format 'sha256'")]
    [TestCase("report-status push-options", "not offered")]
    public async Task What_cannot_be_served_is_refused_before_anything_is_read(string capabilities, string text)
    {
        var (said, error) = await script.FailAsync(Commands(capabilities, (script.First, script.Second, Main)) + script.Pack(script.Second, script.First));

        error.ShouldBeOfType<MalformedMessageException>();
        said[4..].ShouldStartWith("ERR ");
        said.ShouldContain(text);
    }

    [TestCase("0010not a command")]
    [TestCase("0004")]
    public async Task Commands_that_are_none_are_refused(string sent)
    {
        var (said, error) = await script.FailAsync(sent + "0000");

        error.ShouldBeAssignableTo<GitProtoException>();
        said[4..].ShouldStartWith("ERR ");
    }

    private async Task<string> ServeAsync(ReceivePackRequest request, string sent, MemoryRepository? repository = null)
    {
        using var said = new MemoryStream();
        var output = PipeWriter.Create(said);
        await ReceivePackServer.ServeAsync(
            new Duplex(PipeReader.Create(new MemoryStream(Encoding.Latin1.GetBytes(sent))), output), repository ?? script.Served, request, new GitServerOptions { ReceivePack = script.Rules });
        await output.CompleteAsync();
        return Encoding.Latin1.GetString(said.ToArray());
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

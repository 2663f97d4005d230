using System.IO.Pipelines;
using System.Text;
using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>Conversations that several pairs of streams carry, as HTTP and the drop-in programs have them.</summary>
[CancelAfter(60_000)]
public sealed class UploadPackServerTests : IDisposable
{
    private readonly MemoryRepository repository = new();
    private ObjectId parent;
    private ObjectId tip;

    [OneTimeSetUp]
    public async Task Make()
    {
        parent = await repository.CommitAsync("HEAD", "parent", [("a", "1")]);
        tip = await repository.CommitAsync("HEAD", "tip", [("a", "2")]);
    }

    public void Dispose() => repository.Dispose();

    [TestCase(0, "HEAD\0multi_ack ")]
    [TestCase(1, "000eversion 1\n")]
    [TestCase(2, "000eversion 2\n")]
    public async Task An_advertisement_can_be_all_that_is_sent(int version, string expected)
    {
        var said = await ServeAsync(new UploadPackRequest { Version = version, Stateless = true, AdvertiseOnly = true }, "");

        said.ShouldContain(expected);
        said.ShouldEndWith("0000");
        said.Contains(" no-done ", StringComparison.Ordinal).ShouldBe(version < 2);
    }

    [Test]
    public async Task A_stateless_turn_ends_after_its_answers()
    {
        var request = new UploadPackRequest { Stateless = true };
        var wants = Pkt($"want {tip} multi_ack_detailed no-done side-band-64k no-progress\n") + "0000";

        (await ServeAsync(request, wants + Pkt($"have {new string('1', 40)}\n") + "0000")).ShouldBe("0008NAK\n");
        (await ServeAsync(request, "0000")).ShouldBe("");
        var said = await ServeAsync(request, wants + Pkt($"have {parent}\n") + "0000");
        said.ShouldStartWith(Pkt($"ACK {parent} common\n") + Pkt($"ACK {parent} ready\n") + "0008NAK\n" + Pkt($"ACK {parent}\n"));
        said.ShouldContain("\u0001PACK");
    }

    [Test]
    public async Task The_boundary_is_told_in_each_stateless_turn_and_the_client_may_leave_with_it()
    {
        var wants = Pkt($"want {tip} multi_ack_detailed\n") + Pkt("deepen 1\n") + "0000";
        var request = new UploadPackRequest { Stateless = true };

        (await ServeAsync(request, wants)).ShouldBe(Pkt($"shallow {tip}") + "0000");
        (await ServeAsync(request, wants + "0009done\n")).ShouldStartWith(Pkt($"shallow {tip}") + "0000" + "0008NAK\n" + "PACK");
    }

    [Test]
    public async Task A_stateless_request_of_v2_is_one_command()
    {
        var request = new UploadPackRequest { Version = 2, Stateless = true };
        var list = Pkt("command=ls-refs\n") + "0000";

        (await ServeAsync(request, list + list)).ShouldBe(Pkt($"{tip} HEAD\n") + Pkt($"{tip} refs/heads/main\n") + "0000");
    }

    [TestCase(null, 0)]
    [TestCase("", 0)]
    [TestCase("version=1:version=2", 2)]
    [TestCase("version=2:version=1", 2)]
    [TestCase("version=9", 0)]
    [TestCase("junk:version=1:x=y", 1)]
    [TestCase("version=x:version=1", 1)]
    public void The_highest_version_that_is_known_is_chosen(string? words, int version) => ProtocolVersion.Choose(words).ShouldBe(version);

    private async Task<string> ServeAsync(UploadPackRequest request, string sent)
    {
        using var said = new MemoryStream();
        var output = PipeWriter.Create(said);
        await UploadPackServer.ServeAsync(new Duplex(PipeReader.Create(new MemoryStream(Encoding.Latin1.GetBytes(sent))), output), repository, request);
        await output.CompleteAsync();
        return Encoding.Latin1.GetString(said.ToArray());
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

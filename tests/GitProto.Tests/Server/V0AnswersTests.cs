using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>What a v0 server says to haves, in each of the three modes.</summary>
[CancelAfter(60_000)]
public sealed class V0AnswersTests : IDisposable
{
    private const string Unknown = "1111111111111111111111111111111111111111";
    private readonly MemoryRepository repository = new();
    private ObjectId parent;
    private ObjectId child;
    private ObjectId tip;

    [OneTimeSetUp]
    public async Task Make()
    {
        parent = await repository.CommitAsync("HEAD", "parent", [("a", "1")]);
        child = await repository.CommitAsync("HEAD", "child", [("a", "2")]);
        tip = await repository.CommitAsync("HEAD", "tip", [("a", "3")]);
    }

    public void Dispose() => repository.Dispose();

    [Test]
    public async Task Without_a_mode_the_first_common_object_alone_is_acknowledged() =>
        (await AnswersAsync("", Have(Unknown) + "0000" + Have($"{child}") + Have($"{parent}") + "0000" + Done)).ShouldBe(
            ["NAK\n", $"ACK {child}\n"]);

    [Test]
    public async Task In_multi_ack_each_is_acknowledged_and_each_flush_answered() =>
        (await AnswersAsync("multi_ack", Have(Unknown) + "0000" + Have($"{child}") + "0000" + Done)).ShouldBe(
            ["NAK\n", $"ACK {child} continue\n", "NAK\n", $"ACK {child}\n"]);

    [Test]
    public async Task In_multi_ack_an_unknown_object_is_acknowledged_once_enough_is_known() =>
        (await AnswersAsync("multi_ack", Have($"{child}") + Have(Unknown) + "0000" + Done)).ShouldBe(
            [$"ACK {child} continue\n", $"ACK {Unknown} continue\n", "NAK\n", $"ACK {child}\n"]);

    [Test]
    public async Task In_the_detailed_mode_common_and_ready_are_told_apart() =>
        (await AnswersAsync("multi_ack_detailed", Have(Unknown) + "0000" + Have($"{child}") + Have(Unknown) + "0000" + Done)).ShouldBe(
            ["NAK\n", $"ACK {child} common\n", $"ACK {Unknown} ready\n", "NAK\n", $"ACK {child}\n"]);

    [Test]
    public async Task In_the_detailed_mode_a_block_of_common_objects_makes_ready() =>
        (await AnswersAsync("multi_ack_detailed", Have($"{child}") + "0000" + Done)).ShouldBe(
            [$"ACK {child} common\n", $"ACK {child} ready\n", "NAK\n", $"ACK {child}\n"]);

    [Test]
    public async Task Nothing_in_common_is_a_NAK([Values("", "multi_ack", "multi_ack_detailed")] string mode) =>
        (await AnswersAsync(mode, Done)).ShouldBe(["NAK\n"]);

    [Test]
    public async Task A_flush_instead_of_wants_ends_the_conversation()
    {
        await using var client = Call(repository);
        await client.SendAsync(Hello(1) + "0000");

        (await client.ReadMessageAsync())[0].ShouldBe("version 1\n");
        (await client.ReadToEndAsync()).ShouldBe("");
        await client.Serving;
    }

    [Test]
    public async Task A_depth_is_answered_before_any_have()
    {
        await using var client = Call(repository);
        await client.SendAsync(Hello(0) + Pkt($"want {tip}\n") + Pkt("deepen 2") + "0000");
        await client.ReadMessageAsync();

        (await client.ReadMessageAsync()).ShouldBe([$"shallow {child}"], "no LF, as git");
    }

    [TestCase("side-band", 1000)]
    [TestCase("side-band-64k", 65520)]
    public async Task A_pack_comes_in_bands_no_longer_than_agreed(string band, int longest)
    {
        var random = new byte[200_000];
        new Random(1).NextBytes(random);
        var blob = repository.Objects.Write(ObjectType.Blob, random);
        await using var client = Call(repository, new GitServerOptions { UploadPack = new UploadPackOptions { Wants = WantRule.Any } });
        await client.SendAsync(Hello(0) + Pkt($"want {blob} {band} no-progress\n") + "0000" + Done);
        await client.ReadMessageAsync();
        (await client.ReadPacketAsync()).ShouldBe("NAK\n");

        var packets = await client.ReadMessageAsync();

        packets.Max(packet => packet.Length + 4).ShouldBe(longest);
        packets.ShouldAllBe(packet => packet[0] == 1);
        packets[0].ShouldStartWith("\u0001PACK\0\0\0\u0002\0\0\0\u0001");
    }

    private const string Done = "0009done\n";

    private static string Have(string id) => Pkt($"have {id}\n");

    /// <summary>The answers up to the raw pack.</summary>
    private async Task<List<string>> AnswersAsync(string mode, string sent)
    {
        await using var client = Call(repository);
        await client.SendAsync(Hello(0) + Pkt($"want {tip} {mode}\n") + "0000" + sent);
        await client.EndAsync();
        await client.ReadMessageAsync();
        var said = await client.ReadToEndAsync();
        await client.Serving;
        var answers = new List<string>();
        while (!said.StartsWith("PACK", StringComparison.Ordinal))
        {
            var length = Convert.ToInt32(said[..4], 16);
            answers.Add(said[4..length]);
            said = said[length..];
        }
        return answers;
    }
}

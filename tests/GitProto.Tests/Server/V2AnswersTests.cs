using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>What a v2 server says.</summary>
[CancelAfter(60_000)]
public sealed class V2AnswersTests : IDisposable
{
    private const string Unknown = "1111111111111111111111111111111111111111";
    private const string Done = "0009done\n";
    private readonly MemoryRepository repository = new();
    private ObjectId parent;
    private ObjectId tip;

    [OneTimeSetUp]
    public async Task Make()
    {
        parent = await repository.CommitAsync("HEAD", "parent", [("a", "1")]);
        tip = await repository.CommitAsync("HEAD", "tip", [("a", "2")]);
        await repository.TagAsync("v1", tip, "one");
    }

    public void Dispose() => repository.Dispose();

    [Test]
    public async Task The_capabilities_are_those_of_git_in_gits_order()
    {
        await using var client = Call(repository);
        await client.SendAsync(Hello(2) + "0000");

        (await client.ReadMessageAsync()).ShouldBe(
        [
            "version 2\n", $"agent={GitServerOptions.Default.Agent}\n", "ls-refs=unborn\n", "fetch=shallow wait-for-done\n", "server-option\n", "object-format=sha1\n",
        ]);
        GitServerOptions.Default.Agent.ShouldStartWith("gitproto/");
    }

    [Test]
    public async Task Haves_are_acknowledged_and_without_enough_the_answer_ends() =>
        (await FetchAsync(Pkt($"want {tip}\n") + Pkt($"have {Unknown}\n"))).ShouldBe(["acknowledgments\n", "NAK\n"]);

    [Test]
    public async Task Once_enough_is_known_the_pack_follows()
    {
        var lines = await FetchAsync(Pkt($"want {tip}\n") + Pkt($"have {parent}\n"));
        lines.ShouldBe(["acknowledgments\n", $"ACK {parent}\n", "ready\n"]);
    }

    [Test]
    public async Task Who_waits_for_done_is_never_told_ready() =>
        (await FetchAsync(Pkt("wait-for-done") + Pkt($"have {parent}\n"))).ShouldBe(["acknowledgments\n", $"ACK {parent}\n"]);

    [Test]
    public async Task A_parent_of_what_was_acknowledged_is_not_acknowledged_again() =>
        (await FetchAsync(Pkt("wait-for-done") + Pkt($"have {tip}\n") + Pkt($"have {parent}\n"))).ShouldBe(["acknowledgments\n", $"ACK {tip}\n"]);

    [Test]
    public async Task A_fetch_that_wants_nothing_is_answered_by_nothing()
    {
        await using var client = Call(repository);
        await client.SendAsync(Hello(2) + Request("") + Request(Pkt("wait-for-done") + Pkt($"have {tip}\n")) + "0000");
        await client.ReadMessageAsync();

        (await client.ReadMessageAsync()).ShouldBe(["acknowledgments\n", $"ACK {tip}\n"]);
        await client.Serving;
    }

    [Test]
    public async Task Shallow_information_stands_before_wanted_refs()
    {
        var rules = new GitServerOptions { UploadPack = new UploadPackOptions { AllowRefInWant = true } };
        await using var client = Call(repository, rules);
        await client.SendAsync(Hello(2) + Request(Pkt("want-ref refs/heads/main\n") + Pkt("deepen 1") + Done));
        await client.ReadMessageAsync();

        (await client.ReadMessageAsync()).ShouldBe(["shallow-info\n", $"shallow {tip}\n"]);
        (await client.ReadMessageAsync()).ShouldBe(["wanted-refs\n", $"{tip} refs/heads/main\n"]);
        (await client.ReadPacketAsync()).ShouldBe("packfile\n");
    }

    [Test]
    public async Task With_sideband_all_every_line_has_a_band_and_a_refusal_comes_in_the_third()
    {
        var rules = new GitServerOptions { UploadPack = new UploadPackOptions { AllowSidebandAll = true } };
        await using var client = Call(repository, rules);
        await client.SendAsync(Hello(2) + Request(Pkt("sideband-all") + Pkt($"want {tip}\n") + Pkt($"have {Unknown}\n")) + Request(Pkt("sideband-all") + Pkt($"want {Unknown}\n") + Done));
        await client.ReadMessageAsync();

        (await client.ReadMessageAsync()).ShouldBe(["\u0001acknowledgments\n", "\u0001NAK\n"]);
        (await client.ReadPacketAsync()).ShouldBe($"\u0003upload-pack: not our ref {Unknown}");
        await Refusal.OfAsync<PolicyException>(() => client.Serving);
    }

    [Test]
    public async Task Sizes_are_told_if_that_is_allowed()
    {
        var rules = new GitServerOptions { UploadPack = new UploadPackOptions { AllowObjectInfo = true } };
        await using var client = Call(repository, rules);
        await client.SendAsync(Hello(2) + Pkt("command=object-info\n") + "0001" + Pkt("size\n") + Pkt($"oid {tip}\n") + Pkt($"oid {Unknown}\n") + "0000");
        (await client.ReadMessageAsync()).ShouldContain("object-info=size\n");
        repository.Objects.TryReadHeader(tip, out _, out var size);

        (await client.ReadMessageAsync()).ConvertAll(line => line.TrimEnd('\n')).ShouldBe(["size", $"{tip} {size}", $"{Unknown} "]);
    }

    [Test]
    public async Task A_hidden_ref_is_not_listed_in_any_version([Values(0, 2)] int version)
    {
        await using var client = Call(repository, new GitServerOptions { Hides = name => name.StartsWith("refs/tags/"u8) });
        await client.SendAsync(Hello(version) + (version == 2 ? Pkt("command=ls-refs\n") + "0000" : "") + "0000");
        await client.EndAsync();

        var said = await client.ReadToEndAsync();

        said.ShouldContain("refs/heads/main");
        said.ShouldNotContain("refs/tags/v1");
    }

    private static string Request(string arguments) => Pkt("command=fetch") + "0001" + arguments + "0000";

    private async Task<List<string>> FetchAsync(string arguments)
    {
        await using var client = Call(repository);
        await client.SendAsync(Hello(2) + Request(arguments));
        await client.ReadMessageAsync();
        return await client.ReadMessageAsync();
    }
}

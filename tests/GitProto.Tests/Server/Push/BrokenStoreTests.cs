using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.PushScript;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

/// <summary>Pushes into a store that fails at the last moment, or that is watched.</summary>
[Category("hostile")]
[CancelAfter(240_000)]
public sealed class BrokenStoreTests : IDisposable
{
    private PushScript script = null!;

    [SetUp]
    public async Task Make() => script = await MakeAsync();

    [TearDown]
    public void Dispose() => script.Dispose();

    [Test]
    public async Task H12_In_strict_mode_what_the_client_sees_is_walked_once_for_a_push()
    {
        var old = await script.Served.CommitAsync("refs/heads/side", "old", [("o", "old")]);
        await script.Served.CommitAsync("refs/heads/side", "new", [("o", "new")]);
        var secrets = new List<ObjectId>();
        for (var number = 0; number < 5; number++)
            secrets.Add(await script.Served.CommitAsync($"refs/secret/{number}", "secret", [("s", number + "")]));
        using var counted = new BrokenStore(script.Served);
        await using var client = Call(counted, new GitServerOptions
        {
            AllowReceivePack = true,
            Hides = name => name.StartsWith("refs/secret/"u8),
            ReceivePack = new ReceivePackRules { Strict = true },
        });
        await client.SendAsync(PushScript.Hello());
        await client.ReadMessageAsync();
        await client.SendAsync(Commands("report-status", secrets.Select((id, number) => ((object)Zero, (object)id, $"refs/heads/stolen{number}"))) + script.PackOf());

        (await client.ReadMessageAsync()).Count(line => line.EndsWith(" missing necessary objects\n", StringComparison.Ordinal)).ShouldBe(5);

        await client.Serving;
        counted.Reads[new CommitView(ObjectFormat.Sha1, script.Served.Objects.Read(old, ObjectType.Commit).Span).Tree].ShouldBe(1);
    }

    [Test]
    public async Task H19_Of_an_atomic_push_nothing_is_done_if_the_disk_is_full()
    {
        using var broken = new BrokenStore(script.Served) { FailsRefs = true };
        await using var client = Call(broken, new GitServerOptions { AllowReceivePack = true });
        await client.SendAsync(PushScript.Hello());
        await client.ReadMessageAsync();
        await client.SendAsync(Commands("report-status atomic", (script.First, script.Second, Main), (Zero, script.Second, "refs/heads/new")) + script.Pack(script.Second, script.First));

        (await client.ReadMessageAsync()).Skip(1).ShouldBe(["ng refs/heads/main failed to update ref\n", "ng refs/heads/new failed to update ref\n"]);
        (script.At(Main), script.At("refs/heads/new")).ShouldBe((script.First, null));
    }

    [Test]
    public async Task H24_What_is_not_stored_is_not_ok()
    {
        using var broken = new BrokenStore(script.Served);
        foreach (var (objects, refs) in new[] { (true, false), (false, true) })
        {
            (broken.FailsObjects, broken.FailsRefs) = (objects, refs);
            await using var client = Call(broken, new GitServerOptions { AllowReceivePack = true });
            await client.SendAsync(PushScript.Hello());
            await client.ReadMessageAsync();
            await client.SendAsync(Commands("report-status", (script.First, script.Second, Main)) + script.Pack(script.Second, script.First));

            (await client.ReadMessageAsync()).ShouldBe(["unpack ok\n", objects ? "ng refs/heads/main unable to migrate objects to permanent storage\n" : "ng refs/heads/main failed to update ref\n"]);

            await client.Serving;
            script.At(Main).ShouldBe(script.First);
        }
    }
}

using GitProto.Server;
using GitProto.Storage;
using static GitProto.Tests.ScriptedClient;

namespace GitProto.Tests;

[CancelAfter(60_000)]
public sealed class KeepAliveTests
{
    [TestCase("")]
    [TestCase("no-progress")]
    public async Task A_client_that_waits_for_its_pack_gets_a_sign_of_life_every_five_seconds(string quiet)
    {
        using var memory = new MemoryRepository();
        var tip = await memory.CommitAsync("HEAD", "only", [("a", "1")]);
        var go = new TaskCompletionSource();
        using var stalled = new StalledStore(memory, go.Task);
        var time = new ManualTime();
        await using var client = Call(stalled, new GitServerOptions { TimeProvider = time });
        await client.SendAsync(Hello(0) + Pkt($"want {tip} side-band-64k {quiet}\n") + "00000009done\n");
        await client.ReadMessageAsync();
        (await client.ReadPacketAsync()).ShouldBe("NAK\n");

        var sign = client.ReadPacketAsync();
        for (var round = 0; round < 500 && !sign.IsCompleted; round++)
        {
            await Task.Delay(10);
            time.Advance(TimeSpan.FromSeconds(5.1));
        }

        (await sign).ShouldBe("\u0001");
        go.SetResult();
        (await client.ReadMessageAsync())[^1].ShouldStartWith(quiet.Length > 0 ? "\u0001" : "\u0002Total 3 ");
        await client.Serving;
    }
}

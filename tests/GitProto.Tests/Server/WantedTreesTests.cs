using System.Text;
using GitProto.Server;

namespace GitProto.Tests;

[Category("hostile")]
[CancelAfter(240_000)]
public sealed class WantedTreesTests
{
    [Test]
    public async Task N02_A_hundred_thousand_wanted_trees_take_the_memory_of_their_names()
    {
        const int Count = 100_000;
        const int SizeOfTree = 4096;
        using var repository = new FabricatedTrees(Count, SizeOfTree);
        var request = new StringBuilder(ScriptedClient.Hello(2) + ScriptedClient.Pkt("command=fetch") + "0001" + ScriptedClient.Pkt("no-progress") + ScriptedClient.Pkt("done\n"));
        foreach (var tree in repository.Trees)
            request.Append(ScriptedClient.Pkt($"want {tree}\n"));
        request.Append("0000");
        var text = request.ToString();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await using var client = ScriptedClient.Call(new DictionaryResolver { ["/r"] = repository });
        var sending = client.SendAsync(text).ContinueWith(_ => client.EndAsync().AsTask(), TaskScheduler.Default).Unwrap();
        await client.Input.CopyToAsync(Stream.Null);
        await client.Serving;
        await sending;

        // Each tree is read to be walked and read again to be sent; all of them together are 400 MB.
        repository.Looks.ShouldBeGreaterThan(2 * Count / 5_000 - 2);
        TestContext.Out.WriteLine($"peak {(repository.Peak - before) >> 20} MiB at {repository.Looks} looks");
        (repository.Peak - before).ShouldBeLessThan(64 << 20);
    }
}

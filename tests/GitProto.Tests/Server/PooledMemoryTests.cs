using System.Buffers;
using System.IO.Pipelines;
using GitProto.Client;
using GitProto.Server;
using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>Buffers that are used again hold old data, which may be another user's.</summary>
[Category("hostile")]
[CancelAfter(120_000)]
public sealed class PooledMemoryTests
{
    private static readonly byte[] Pattern = [0xde, 0xad, 0xf0, 0x0d, 0xde, 0xad, 0xf0, 0x0d];

    [Test]
    public async Task D07_Nothing_that_lay_in_pooled_memory_goes_over_the_wire([Values(0, 1, 2)] int protocol, CancellationToken cancellationToken)
    {
        using var place = new TestDirectory();
        var source = SourceRepository.MakeRich(place, "source.git");
        using var copy = new MemoryRepository();
        var (client, left) = InProcessConnection.CreatePair();
        var (right, server) = InProcessConnection.CreatePair();
        using var up = new MemoryStream();
        using var down = new MemoryStream();
        Poison();
        var relays = Task.WhenAll(RelayAsync(left.Input, right.Output, up), RelayAsync(right.Input, left.Output, down));
        var resolver = new DictionaryResolver { [source] = FileRepository.Open(source) };
        var serving = ServeAsync(server, resolver);

        await using (var session = await GitClient.OpenAsync(client, GitUrl.Parse($"git://host{source}"), new GitClientOptions { Protocol = protocol }, cancellationToken))
        {
            var fetched = await session.FetchAsync(copy, new FetchOptions { RefSpecs = [RefSpec.Mirror] }, cancellationToken);
            fetched.Pack!.ObjectCount.ShouldBeGreaterThan(100);
        }
        await Task.WhenAll(relays, serving);

        foreach (var wire in new[] { up, down })
        {
            wire.Length.ShouldBeGreaterThan(100);
            for (var phase = 0; phase < 4; phase++)
                wire.ToArray().AsSpan().IndexOf(Pattern.AsSpan(phase, 5)).ShouldBe(-1);
        }
    }

    private static async Task ServeAsync(InProcessConnection server, DictionaryResolver resolver)
    {
        await using (server)
            await GitServer.ServeAsync(server, null, resolver);
    }

    private static async Task RelayAsync(PipeReader from, PipeWriter to, MemoryStream copy)
    {
        while (true)
        {
            var read = await from.ReadAsync();
            foreach (var piece in read.Buffer)
            {
                copy.Write(piece.Span);
                await to.WriteAsync(piece);
            }
            from.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
        await to.CompleteAsync();
    }

    private static void Poison()
    {
        var taken = new List<byte[]>();
        for (var size = 16; size <= 1 << 20; size <<= 1)
            taken.AddRange(Enumerable.Range(0, size <= 1 << 17 ? 12 : 3).Select(_ => ArrayPool<byte>.Shared.Rent(size)));
        foreach (var array in taken)
        {
            for (var i = 0; i < array.Length; i++)
                array[i] = Pattern[i % Pattern.Length];
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}

using BenchmarkDotNet.Attributes;
using GitProto.Protocol;

namespace GitProto.Benchmarks;

/// <summary>100,000 refs as a client takes them: a record each, one at a time.</summary>
[MemoryDiagnoser]
public class ReferenceDiscovery
{
    private const int Refs = 100_000;
    private static readonly byte[] V0 = Wire.Advertisement(Refs);
    private static readonly byte[] V2 = Wire.LsRefsResponse(Refs);

    /// <summary>Bytes per operation; those of v2 are fewer by the capabilities alone.</summary>
    public static long Bytes => V0.Length;

    [Benchmark]
    public async Task<int> AdvertisementOfV0()
    {
        var message = await AdvertisementReader.OpenAsync(Wire.Reader(V0), default).ConfigureAwait(false);
        var count = 0;
        await foreach (var entry in message.ReadEntriesAsync().ConfigureAwait(false))
            count++;
        return count == Refs ? count : throw new InvalidOperationException($"{count} refs came.");
    }

    [Benchmark]
    public async Task<int> LsRefsOfV2()
    {
        var message = await LsRefsResponseReader.OpenAsync(Wire.Reader(V2), default).ConfigureAwait(false);
        var count = 0;
        await foreach (var entry in message.ReadEntriesAsync().ConfigureAwait(false))
            count++;
        return count == Refs ? count : throw new InvalidOperationException($"{count} refs came.");
    }
}

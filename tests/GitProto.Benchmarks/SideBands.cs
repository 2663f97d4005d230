using BenchmarkDotNet.Attributes;
using GitProto.Protocol;

namespace GitProto.Benchmarks;

/// <summary>A pack of 16 MiB out of band 1, beside a plain copy of as many bytes.</summary>
[MemoryDiagnoser]
public class SideBands
{
    private static readonly byte[] Content = Random();
    private static readonly byte[] Banded = Wire.SideBand(Content);
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly byte[] target = new byte[Content.Length];

    /// <summary>Bytes per operation.</summary>
    public static long Bytes => Content.Length;

    [Benchmark(Baseline = true)]
    public void Copy() => Content.CopyTo(target.AsSpan());

    [Benchmark]
    public async Task<long> Demultiplex()
    {
        var message = await SidebandPackReader.OpenAsync(Wire.Reader(Banded), default).ConfigureAwait(false);
        var length = 0L;
        for (var count = 1; count > 0; length += count)
            count = await message.Pack.ReadAsync(buffer, default).ConfigureAwait(false);
        return length == Content.Length ? length : throw new InvalidOperationException($"{length} bytes came.");
    }

    private static byte[] Random()
    {
        var bytes = new byte[16 << 20];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}

using BenchmarkDotNet.Attributes;
using GitProto.Protocol;

namespace GitProto.Benchmarks;

/// <summary>From packets on a pipe to the fields of their lines, borrowed, beside a plain copy of the same bytes.</summary>
[MemoryDiagnoser]
public class LineParsing
{
    private const int Refs = 20_000;
    private static readonly byte[] V0 = Wire.Advertisement(Refs);
    private static readonly byte[] V2 = Wire.LsRefsResponse(Refs);
    private readonly byte[] target = new byte[V0.Length];

    /// <summary>Bytes per operation; those of v2 are fewer by the capabilities alone.</summary>
    public static long Bytes => V0.Length;

    [Benchmark(Baseline = true)]
    public void Copy() => V0.CopyTo(target.AsSpan());

    [Benchmark]
    public int PacketsAlone()
    {
        var reader = Wire.Reader(V0);
        var packets = 0;
        for (; Next(reader).IsData; packets++)
            reader.Consume();
        return packets;
    }

    [Benchmark]
    public int LinesOfV0()
    {
        var reader = Wire.Reader(V0);
        var length = 0;
        for (var packet = Next(reader); packet.IsData; packet = Next(reader))
        {
            ReadError error = default;
            if (AdvertisementLines.RefLine.TryRead(packet.Line, reader.Context, ref error, out var line))
                length += line.Ref.Length;
            reader.Consume();
        }
        return length;
    }

    [Benchmark]
    public int LinesOfV2()
    {
        var reader = Wire.Reader(V2);
        var length = 0;
        for (var packet = Next(reader); packet.IsData; packet = Next(reader))
        {
            ReadError error = default;
            if (LsRefsResponseLines.RefLine.TryRead(packet.Line, reader.Context, ref error, out var line))
                length += line.Ref.Length;
            reader.Consume();
        }
        return length;
    }

    private static Packet Next(PacketReader reader)
    {
        var next = reader.PeekAsync(default);
        return next.IsCompletedSuccessfully ? next.Result : throw new InvalidOperationException("All of the input is there; no read should wait.");
    }
}

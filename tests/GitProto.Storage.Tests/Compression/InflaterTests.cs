using System.IO.Compression;

namespace GitProto.Storage.Tests.Compression;

public sealed class InflaterTests
{
    private static readonly CompressionLevel[] Levels =
        [CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize];

    [Test]
    public void Whole_streams_give_the_data_and_the_exact_number_of_bytes_used([Values(1, 2, 3, 4)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var data = ZlibSamples.Data(random, random.Next(1, i % 10 == 0 ? 200_000 : 3000));
            var stream = ZlibSamples.Compress(data, Levels[i % 4]);
            var followed = new byte[stream.Length + random.Next(40)];
            random.NextBytes(followed);
            stream.CopyTo(followed, 0);
            var output = new byte[data.Length];

            Zlib.Inflate(followed, output).ShouldBe(stream.Length);

            output.AsSpan().SequenceEqual(data).ShouldBeTrue();
        }
    }

    [Test]
    public void Streams_in_pieces_through_a_sliding_window_give_the_same([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var data = ZlibSamples.Data(random, random.Next(1, 300_000));
            var stream = ZlibSamples.Compress(data, Levels[i % 4]);
            var output = new MemoryStream();
            var largest = random.Next(5) == 0 ? 1 : random.Next(1, 20_000);

            InflateInPieces([.. stream, 1, 2, 3], output, () => random.Next(largest) + 1).ShouldBe(stream.Length);

            output.ToArray().AsSpan().SequenceEqual(data).ShouldBeTrue();
        }
    }

    [Test]
    public void An_empty_stream_is_data_too()
    {
        var stream = Deflater.Compress([]);

        Zlib.Inflate(stream, []).ShouldBe(stream.Length);
        ZlibSamples.Inflate(stream).ShouldBe([]);
    }

    [Test]
    public void More_or_less_data_than_declared_is_refused()
    {
        var stream = ZlibSamples.Compress(new byte[1000], CompressionLevel.Optimal);

        Should.Throw<CorruptPackException>(() => Zlib.Inflate(stream, new byte[999])).Message.ShouldContain("more than the 999 bytes");
        Should.Throw<CorruptPackException>(() => Zlib.Inflate(stream, new byte[1001])).Message.ShouldContain("1000 bytes where 1001");
    }

    private static int InflateInPieces(byte[] stream, MemoryStream output, Func<int> nextSize)
    {
        var inflater = new Inflater();
        var window = new byte[80_000 + Inflater.Slack];
        var (used, position, flushed) = (0, 0, 0);
        while (true)
        {
            var piece = stream.AsSpan(used, Math.Min(nextSize(), stream.Length - used));
            var status = inflater.Inflate(piece, window, 80_000, ref position, out var consumed);
            used += consumed;
            output.Write(window.AsSpan(flushed, position - flushed));
            flushed = position;
            if (status is InflateStatus.Done)
                return used;
            if (status is InflateStatus.OutputFull)
            {
                window.AsSpan(position - Inflater.WindowSize, Inflater.WindowSize).CopyTo(window);
                position = flushed = Inflater.WindowSize;
            }
            else
                status.ShouldBe(InflateStatus.NeedInput, inflater.Problem);
        }
    }
}

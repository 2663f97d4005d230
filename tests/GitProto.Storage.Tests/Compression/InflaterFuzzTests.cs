using System.IO.Compression;

namespace GitProto.Storage.Tests.Compression;

/// <summary>Damaged streams: the framework's inflater is the oracle, and no error but the documented one is allowed.</summary>
[Category("hostile")]
public sealed class InflaterFuzzTests
{
    [Test]
    public void P11_A_stream_cut_at_each_byte_is_refused([Values(0, 1, 2, 3)] int level)
    {
        var data = ZlibSamples.Data(new Random(7), 2500);
        var stream = ZlibSamples.Compress(data, (CompressionLevel)level);
        for (var length = 0; length < stream.Length; length++)
        {
            var cut = stream[..length];
            Should.Throw<CorruptPackException>(() => Zlib.Inflate(cut, new byte[data.Length])).Message.ShouldContain("ends early");
        }
    }

    [Test]
    public void Flipped_bits_are_refused_or_harmless_as_the_framework_judges([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            var data = ZlibSamples.Data(random, random.Next(1, 600));
            var stream = ZlibSamples.Compress(data, (CompressionLevel)(i % 4));
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                stream[random.Next(2, stream.Length)] ^= (byte)(1 << random.Next(8));
            Compare(stream, data.Length);
        }
    }

    [Test]
    public void Random_blocks_are_refused_or_read_as_the_framework_does([Range(1, 4)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 5000; i++)
        {
            var stream = new byte[random.Next(3, 400)];
            random.NextBytes(stream);
            (stream[0], stream[1]) = (0x78, 0x9c);
            Compare(stream, random.Next(300));
        }
    }

    private static void Compare(byte[] stream, int declared)
    {
        var expected = ZlibSamples.Inflate(stream);
        var output = new byte[declared];
        try
        {
            Zlib.Inflate(stream, output);
            expected.ShouldNotBeNull();
            output.AsSpan().SequenceEqual(expected).ShouldBeTrue();
        }
        catch (CorruptPackException error)
        {
            // The framework takes a cut stream for a whole one; and the size declared is news to it.
            if (expected is not null && expected.Length == declared)
                error.Message.ShouldContain("ends early");
        }
    }
}

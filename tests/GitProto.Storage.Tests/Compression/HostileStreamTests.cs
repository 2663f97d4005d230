using System.IO.Compression;

namespace GitProto.Storage.Tests.Compression;

[Category("hostile")]
public sealed class HostileStreamTests
{
    [Test]
    public void P06_Data_past_the_declared_size_stop_the_work_at_once()
    {
        var stream = ZlibSamples.Compress(new byte[64 << 20], CompressionLevel.Optimal);
        var inflater = new Inflater();
        var output = new byte[10 + Inflater.Slack];
        var position = 0;

        var status = inflater.Inflate(stream, output, 10, ref position, out var consumed);

        status.ShouldBe(InflateStatus.OutputFull);
        position.ShouldBeLessThanOrEqualTo(10);
        consumed.ShouldBeLessThan(40);
    }

    [Test]
    public void P11_A_preset_dictionary_is_refused() =>
        Refuse([0x78, 0xbb, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1], 0).ShouldContain("preset dictionary");

    [Test]
    public void P11_A_wrong_Adler32_is_refused() =>
        Refuse([0x78, 0x9c, 3, 0, 0, 0, 0, 2], 0).ShouldContain("Adler-32");

    [Test, CancelAfter(5000)]
    public void P11_A_million_empty_stored_blocks_are_refused()
    {
        var stream = new byte[2 + (5 * 1_000_000) + 8];
        (stream[0], stream[1]) = (0x78, 0x9c);
        for (var i = 2; i + 5 <= stream.Length - 8; i += 5)
            stream[i + 3] = stream[i + 4] = 0xff;
        new byte[] { 3, 0, 0, 0, 0, 1 }.CopyTo(stream, stream.Length - 8);

        Refuse(stream, 0).ShouldContain("empty blocks");
    }

    [Test]
    public void The_few_empty_blocks_of_a_flushing_compressor_are_taken()
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var i = 0; i < 10_000; i++)
            {
                zlib.WriteByte((byte)i);
                zlib.Flush();
            }
        }

        Zlib.Inflate(output.ToArray(), new byte[10_000]).ShouldBe((int)output.Length);
    }

    [Test]
    public void Wrong_headers_are_refused_by_name()
    {
        Refuse([0x78, 0x9d, 3, 0, 0, 0, 0, 1], 0).ShouldContain("check value");
        Refuse([0x77, 0x85 - 8, 3, 0, 0, 0, 0, 1], 0).ShouldContain("zlib header");
        Refuse([0x88, 0x1c, 3, 0, 0, 0, 0, 1], 0).ShouldContain("window");
        Refuse([0x78, 0x9c, 7, 0], 0).ShouldContain("reserved type");
        Refuse([0x78, 0x9c, 1, 5, 0, 5, 0], 0).ShouldContain("complement");
    }

    [Test]
    public void A_match_before_the_first_byte_is_refused() =>
        Refuse([0x78, 0x9c, 0x03, 0x02, 0x00, 0, 0, 0, 0, 0, 0, 0], 3).ShouldContain("before the first byte");

    [Test]
    public void D06_A_stream_cut_anywhere_is_refused_though_the_framework_takes_some_of_them()
    {
        var data = ZlibSamples.Data(new Random(3), 3000);
        var stream = ZlibSamples.Compress(data, CompressionLevel.Optimal);
        var taken = 0;
        for (var length = 0; length < stream.Length; length++)
        {
            Should.Throw<CorruptPackException>(() => Zlib.Inflate(stream.AsSpan(0, length), new byte[data.Length]));
            taken += ZlibSamples.Inflate(stream[..length]) is null ? 0 : 1;
        }
        taken.ShouldBeGreaterThan(0, "the trap is gone: the framework could be used");
    }

    [Test]
    public void D06_The_bytes_a_stream_takes_are_counted_and_nothing_at_all_is_still_a_stream()
    {
        var stream = Deflater.Compress([]);
        Zlib.Inflate([.. stream, .. stream], []).ShouldBe(stream.Length);
        ZlibSamples.Compress([], CompressionLevel.Optimal).Length.ShouldBe(0, "the trap is gone: the framework writes a stream");
        stream.ShouldNotBeEmpty();
    }

    private static string Refuse(byte[] stream, int declared) =>
        Should.Throw<CorruptPackException>(() => Zlib.Inflate(stream, new byte[declared])).Message;
}

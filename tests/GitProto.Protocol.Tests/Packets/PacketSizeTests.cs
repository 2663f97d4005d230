using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Protocol.Tests.Packets;

/// <summary>How long the packets are that this side writes.</summary>
[Category("hostile")]
public sealed class PacketSizeTests
{
    private const int Small = 1000;
    private const int Large = 65520;

    /// <summary>Lengths around every bound and its multiples, and others without a pattern.</summary>
    private static IEnumerable<int> Lengths()
    {
        var random = new Random(5);
        var edges = new[] { Small, Large }.SelectMany(size => new[] { size - 5, size - 4, size, 2 * (size - 5), 3 * (size - 5) }).SelectMany(edge => new[] { edge - 1, edge, edge + 1 });
        return edges.Concat([0, 1, 2, 200_000]).Concat(Enumerable.Range(0, 150).Select(_ => random.Next(200_001))).Distinct();
    }

    [Test]
    public async Task W05_No_packet_of_a_band_is_longer_than_was_agreed([Values(Small, Large)] int most, [Values] Band band)
    {
        foreach (var length in Lengths())
        {
            var bytes = new byte[length];
            new Random(length).NextBytes(bytes);

            var packets = await WriteAsync(most, writer => writer.WriteBand(band, bytes));

            packets.ShouldAllBe(packet => packet.Length <= most && packet[4] == (byte)band, $"{length} bytes");
            packets.SelectMany(packet => packet[5..]).ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue($"{length} bytes");
            packets.Count.ShouldBe(Math.Max(1, (length + most - 6) / (most - 5)), $"{length} bytes");
        }
    }

    [Test]
    public async Task W05_What_just_fits_is_one_packet([Values(Small, Large)] int most)
    {
        (await WriteAsync(most, writer => writer.WriteBand(Band.Data, new byte[most - 5]))).ShouldHaveSingleItem().Length.ShouldBe(most);
        (await WriteAsync(most, writer => writer.WriteBand(Band.Data, new byte[most - 4]))).Count.ShouldBe(2);
    }

    [Test]
    public async Task W05_Parts_written_to_a_band_as_a_stream_keep_the_bound([Values(Small, Large)] int most)
    {
        var random = new Random(7);
        var packets = await WriteAsync(most, writer =>
        {
            using var bands = new BandWriter(writer);
            using var stream = bands.AsStream();
            foreach (var length in Lengths())
                stream.Write(new byte[length]);
            bands.WriteProgressAsync(new byte[random.Next(100_000)], default).AsTask().GetAwaiter().GetResult();
        });

        packets.ShouldAllBe(packet => packet.Length <= most);
    }

    [Test]
    public void W05_A_line_that_does_not_fit_is_not_sent([Values] bool banded, [Values(0, 1, 100_000)] int over)
    {
        var room = Large - 4 - (banded ? 1 : 0);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        var writer = new PacketWriter(pipe.Writer, new WireContext(), Role.Server) { Banded = banded };

        writer.BeginLine();
        if (over == 0)
        {
            writer.Append(new byte[room]);
            writer.EndLine(newline: false, 0);
            writer.Unflushed.ShouldBe(Large);
        }
        else
        {
            Should.Throw<LimitExceededException>(() => writer.Append(new byte[room + over])).Limit.ShouldBe(nameof(Framing.MaxPacketWrite));
            writer.Unflushed.ShouldBe(0);
        }
    }

    [Test]
    public void W05_The_newline_counts_as_well()
    {
        var writer = new PacketWriter(new Pipe().Writer, new WireContext(), Role.Server);

        writer.BeginLine();
        writer.Append(new byte[Large - 4]);

        Should.Throw<LimitExceededException>(() => writer.EndLine(newline: true, 0));
        writer.Unflushed.ShouldBe(0);
    }

    private static async Task<List<byte[]>> WriteAsync(int most, Action<PacketWriter> write)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        write(new PacketWriter(pipe.Writer, Agreed(most), Role.Server));
        await pipe.Writer.CompleteAsync();
        using var all = new MemoryStream();
        await pipe.Reader.CopyToAsync(all);
        var (bytes, packets) = (all.ToArray(), new List<byte[]>());
        for (var at = 0; at < bytes.Length; at += packets[^1].Length)
            packets.Add(bytes[at..(at + int.Parse(Encoding.ASCII.GetString(bytes, at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))]);
        return packets;
    }

    /// <summary>What both sides know once a client has asked for a band.</summary>
    private static WireContext Agreed(int most)
    {
        var offer = new UploadPackOffer();
        var context = new WireContext { Place = FetchV0Flow.Table.Place!.Value, Offered = offer.SideBand().SideBand64k().Build() };
        context.Asked = new UploadPackAsk(context).SideBand(most == Small).SideBand64k(most == Large).Build();
        return context;
    }
}

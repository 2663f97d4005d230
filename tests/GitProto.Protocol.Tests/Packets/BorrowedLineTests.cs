using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace GitProto.Protocol.Tests.Packets;

/// <summary>A line that is only looked at costs no memory: nothing is allocated from the packet on the pipe to the fields of the line.</summary>
public sealed class BorrowedLineTests
{
    private const int Lines = 5_000;

    /// <summary>Lines before those that count: the first makes what a reader keeps.</summary>
    private const int Warm = 100;

    [Test]
    public void A_line_of_one_segment_is_read_without_an_allocation() => AllocatedBy(RefLines(Lines + Warm)).ShouldBe(0);

    [TestCase(1000)]
    [TestCase(61)]
    public void A_line_that_lies_across_segments_is_read_without_an_allocation(int segment) =>
        AllocatedBy(RefLines(Lines + Warm), segment).ShouldBe(0);

    [Test]
    public void Lines_of_v2_with_attributes_are_read_without_an_allocation()
    {
        var input = Repeat("0123456789012345678901234567890123456789 refs/tags/v1 peeled:8888888888888888888888888888888888888888\n", Lines + Warm);
        Least(() => Reader(input, int.MaxValue), reader =>
        {
            ReadError error = default;
            if (!LsRefsResponseLines.RefLine.TryRead(Next(reader).Line, reader.Context, ref error, out var line) || line.Ref.Length != "refs/tags/v1".Length)
                throw new InvalidOperationException("The line was not read.");
        }).ShouldBe(0);
    }

    [Test]
    public void A_line_that_is_refused_costs_nothing_either()
    {
        var input = Repeat("0123456789012345678901234567890123456789_refs/heads/a\n", Lines + Warm);
        Least(() => Reader(input, int.MaxValue), reader =>
        {
            ReadError error = default;
            if (AdvertisementLines.RefLine.TryRead(Next(reader).Line, reader.Context, ref error, out _))
                throw new InvalidOperationException("The line is malformed.");
        }).ShouldBe(0);
    }

    [Test]
    public void What_outlives_the_packet_does_cost_memory() =>
        Least(() => Reader(RefLines(Lines + Warm), int.MaxValue), reader => _ = new ByteString(Next(reader).Line)).ShouldBeGreaterThan(Lines * 50);

    /// <summary>The bytes that reading some lines allocates, after some others were read.</summary>
    private static long AllocatedBy(byte[] input, int segment = int.MaxValue) => Least(() => Reader(input, segment), reader =>
    {
        ReadError error = default;
        if (!AdvertisementLines.RefLine.TryRead(Next(reader).Line, reader.Context, ref error, out var line) || line.Ref.Length != "refs/heads/a".Length)
            throw new InvalidOperationException("The line was not read.");
    });

    /// <summary>
    /// What reading the lines allocates. A collection that another thread starts charges this one the unused rest of its buffer, some KB at once,
    /// so the least of a few attempts counts; what each line costs is in all of them.
    /// </summary>
    private static long Least(Func<PacketReader> open, Action<PacketReader> read)
    {
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            var reader = open();
            var before = 0L;
            for (var i = 0; i < Lines + Warm; i++)
            {
                if (i == Warm)
                    before = GC.GetAllocatedBytesForCurrentThread();
                read(reader);
                reader.Consume();
            }
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private static Packet Next(PacketReader reader)
    {
        var next = reader.PeekAsync(default);
        return next.IsCompletedSuccessfully ? next.Result : throw new InvalidOperationException("All of the input is there; no read should wait.");
    }

    private static byte[] RefLines(int count) => Repeat("0123456789012345678901234567890123456789 refs/heads/a\n", count);

    private static byte[] Repeat(string line, int count) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"{line.Length + 4:x4}{line}", count)));

    private static PacketReader Reader(byte[] input, int segment) =>
        new(PipeReader.Create(Segment.Cut(input, segment)), new WireContext { ChecksGates = false }, Role.Server);

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Cut(byte[] input, int length)
        {
            var first = new Segment { Memory = input.AsMemory(0, Math.Min(length, input.Length)) };
            var last = first;
            while (last.RunningIndex + last.Memory.Length < input.Length)
            {
                var start = (int)last.RunningIndex + last.Memory.Length;
                var next = new Segment { Memory = input.AsMemory(start, Math.Min(length, input.Length - start)), RunningIndex = start };
                last.Next = next;
                last = next;
            }
            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}

using System.IO.Compression;
using GitProto.Storage.Tests.Compression;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Streams of zlib, in one piece and in many, against the framework's inflater.</summary>
internal static class InflateFuzz
{
    // What a changed stream may make is not known ahead.
    private const int Room = 64 << 10;
    private const int Window = 40 << 10;
    private static readonly byte[] Output = new byte[Room + Inflater.Slack];
    private static readonly byte[] Pieces = new byte[Room + Inflater.Slack];
    private static readonly byte[] Expected = new byte[Room + 1];
    private static readonly Inflater Inflater = new();

    public static FuzzTarget Target { get; } = new("zlib stream", Seeds(), Run);

    private static void Run(Span<byte> input, ulong number)
    {
        var position = 0;
        Inflater.Reset();
        var status = Inflater.Inflate(input, Output, Room, ref position, out var consumed);
        var problem = Inflater.Problem;
        CompareWithPieces(input, number, status, position, consumed);
        Compare(input, status, Output.AsSpan(0, position), problem);
        if (status != InflateStatus.Done)
            throw new CorruptPackException(problem ?? status.ToString());
    }

    // In pieces of input, and of room: what is in a window moves as the window does.
    private static void CompareWithPieces(ReadOnlySpan<byte> input, ulong number, InflateStatus whole, int length, int consumed)
    {
        var random = new FuzzRandom(7, number);
        var (fed, position, limit) = (0, 0, 0);
        Inflater.Reset();
        while (true)
        {
            limit = Math.Min(Room, Math.Max(limit, position + random.Below(Window / 20)));
            var piece = input.Slice(fed, Math.Min(input.Length - fed, random.Below(100)));
            var status = Inflater.Inflate(piece, Pieces, limit, ref position, out var used);
            fed += used;
            if (status is InflateStatus.Done or InflateStatus.Corrupt || (status == InflateStatus.NeedInput && fed == input.Length) || (status == InflateStatus.OutputFull && limit == Room))
            {
                var isSame = status == whole && (status != InflateStatus.Done || (fed == consumed && position == length && Pieces.AsSpan(0, length).SequenceEqual(Output.AsSpan(0, length))));
                if (!isSame)
                    throw new FuzzException($"In pieces {status} after {fed} bytes with {position}, in one piece {whole} after {consumed} with {length}.");
                return;
            }
        }
    }

    private static void Compare(ReadOnlySpan<byte> input, InflateStatus status, ReadOnlySpan<byte> output, string? problem)
    {
        var length = Framework(input);
        var isRefused = length < 0;
        switch (status)
        {
            case InflateStatus.Done:
                if (isRefused || !Expected.AsSpan(0, length).SequenceEqual(output))
                    throw new FuzzException(isRefused ? "The framework refuses it." : $"The framework makes {length} other bytes than these {output.Length}.");
                break;
            case InflateStatus.Corrupt:
                // Where the framework waits for more it has not seen yet what is wrong; whatever comes next, it will.
                if (!isRefused && (Framework([.. input, .. new byte[512]]) >= 0 || Framework([.. input, .. Enumerable.Repeat((byte)0xff, 512)]) >= 0))
                    throw new FuzzException($"The framework makes {length} bytes of it, and we say that {problem}.");
                break;
            case InflateStatus.NeedInput:
                // The framework takes a cut stream for a whole one.
                if (!isRefused && !Expected.AsSpan(0, length).SequenceEqual(output))
                    throw new FuzzException("Of what is cut the framework makes something else.");
                break;
            default:
                if (!isRefused && length <= Room)
                    throw new FuzzException($"The framework makes no more than {length} bytes of it.");
                break;
        }
    }

    private static int Framework(ReadOnlySpan<byte> input)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            return zlib.ReadAtLeast(Expected, Expected.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return -1;
        }
    }

    private static List<byte[]> Seeds()
    {
        var random = new Random(3);
        var seeds = new List<byte[]>();
        for (var i = 0; i < 60; i++)
            seeds.Add(ZlibSamples.Compress(ZlibSamples.Data(random, random.Next(1, i < 50 ? 400 : 6000)), (CompressionLevel)(i % 4)));
        return seeds;
    }
}

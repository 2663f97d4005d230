using System.Buffers;

namespace GitProto.Storage.Tests.Support;

/// <summary>Fills the shared pool with a pattern that no test has in its data, so that what is read from pooled memory without being written first shows.</summary>
internal static class PoisonedPool
{
    private static readonly byte[] Pattern = [0xde, 0xad, 0xf0, 0x0d, 0xde, 0xad, 0xf0, 0x0d];

    /// <summary>Fills arrays of each size, of this thread and of those that the pool shares.</summary>
    public static void Fill()
    {
        var taken = new List<byte[]>();
        for (var size = 16; size <= 1 << 20; size <<= 1)
        {
            for (var i = 0; i < (size <= 1 << 17 ? 12 : 3); i++)
                taken.Add(ArrayPool<byte>.Shared.Rent(size));
        }
        foreach (var array in taken)
        {
            for (var i = 0; i < array.Length; i++)
                array[i] = Pattern[i % Pattern.Length];
            ArrayPool<byte>.Shared.Return(array);
        }
    }

    /// <summary>Fails if the pattern is in some bytes, in whatever phase.</summary>
    public static void ShouldNotShow(ReadOnlySpan<byte> bytes)
    {
        for (var phase = 0; phase < 4; phase++)
            bytes.IndexOf(Pattern.AsSpan(phase, 5)).ShouldBe(-1, "old data of the pool");
    }
}

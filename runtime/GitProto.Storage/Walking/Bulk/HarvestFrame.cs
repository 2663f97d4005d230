using System.Buffers;

namespace GitProto.Storage;

/// <summary>A tree on the path that a worker went down, with where its entries begin, and behind them where it ends.</summary>
internal sealed class HarvestFrame(int child, ObjectBody body, List<int> starts)
{
    private readonly int[] starts = Copy(starts);
    private readonly int count = starts.Count;

    /// <summary>The position of the next delta on it, or -1.</summary>
    public int Child { get; set; } = child;

    /// <summary>The bytes of the tree.</summary>
    public ReadOnlySpan<byte> Bytes => body.Bytes;

    /// <summary>Where its entries begin, and where it ends.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, count);

    /// <summary>The memory it takes, in bytes.</summary>
    public long Cost => body.Capacity + (4L * starts.Length);

    /// <summary>Gives its memory back.</summary>
    public void Release()
    {
        body.Release();
        ArrayPool<int>.Shared.Return(starts);
    }

    private static int[] Copy(List<int> starts)
    {
        var copy = ArrayPool<int>.Shared.Rent(starts.Count);
        starts.CopyTo(copy);
        return copy;
    }
}

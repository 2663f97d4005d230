using System.Buffers;

namespace GitProto.Storage;

/// <summary>Inflates one entry after another in pieces, whatever their size, through a window of fixed size.</summary>
internal sealed class InflateWindow : IDisposable
{
    // An array of the pool, less what the inflater may overwrite.
    private const int Size = (128 << 10) - Inflater.Slack;
    private readonly byte[] window = ArrayPool<byte>.Shared.Rent(Size + Inflater.Slack);
    private readonly Inflater inflater = new();
    private long declared;
    private long flushed;
    private int start;
    private int position;
    private bool isDisposed;

    /// <summary>Data inflated and not yet taken. As long as nothing was taken it begins with the first byte.</summary>
    public ReadOnlySpan<byte> Available => window.AsSpan(start, position - start);

    /// <summary>Whether the entry is done and all of it is in <see cref="Available"/>.</summary>
    public bool HoldsAll => flushed == 0 && position == declared;

    /// <summary>Begins an entry that promises so many bytes.</summary>
    public void Begin(long size)
    {
        inflater.Reset();
        declared = size;
        (flushed, start, position) = (0, 0, 0);
    }

    /// <summary>Goes on.</summary>
    /// <returns>
    /// <see cref="InflateStatus.OutputFull"/> if the window is full and <see cref="Take"/> is to be called;
    /// <see cref="InflateStatus.Corrupt"/> with a problem, also if there are more or less bytes than promised.
    /// </returns>
    public InflateStatus Inflate(ReadOnlySpan<byte> input, out int consumed, out string? problem)
    {
        problem = null;
        var left = declared - flushed - (position - start);
        var limit = (int)Math.Min(Size, position + left);
        var status = inflater.Inflate(input, window, limit, ref position, out consumed);
        var produced = flushed + position - start;
        if (status == InflateStatus.NeedInput || (status == InflateStatus.OutputFull && limit == Size && produced < declared))
            return status;
        problem = Zlib.Problem(status, inflater, produced, declared);
        return problem is null ? status : InflateStatus.Corrupt;
    }

    /// <summary>Gives the window back; nothing may be asked of it any more.</summary>
    public void Dispose()
    {
        if (!isDisposed)
            ArrayPool<byte>.Shared.Return(window);
        isDisposed = true;
    }

    /// <summary>Forgets what is available, but for the part later data may refer to.</summary>
    public void Take()
    {
        flushed += position - start;
        var kept = Math.Min(position, Inflater.WindowSize);
        window.AsSpan(position - kept, kept).CopyTo(window);
        start = position = kept;
    }
}

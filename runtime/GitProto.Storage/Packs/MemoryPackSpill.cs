namespace GitProto.Storage;

/// <summary>A growing pack in memory, in blocks, so that it never moves. Reading is safe once it stopped growing.</summary>
internal sealed class MemoryPackSpill : PackSpill
{
    private const int BlockSize = 1 << 16;
    private readonly List<byte[]> blocks = [];
    private long length;

    public override long Length => length;

    public override void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var used = (int)(length % BlockSize);
            if (length / BlockSize == blocks.Count)
                blocks.Add(new byte[BlockSize]);
            var part = bytes[..Math.Min(bytes.Length, BlockSize - used)];
            part.CopyTo(blocks[(int)(length / BlockSize)].AsSpan(used));
            length += part.Length;
            bytes = bytes[part.Length..];
        }
    }

    public override void Flush()
    {
    }

    public override int Read(long offset, Span<byte> buffer)
    {
        if (offset >= length)
            return 0;
        var start = (int)(offset % BlockSize);
        var count = (int)Math.Min(Math.Min(buffer.Length, BlockSize - start), length - offset);
        blocks[(int)(offset / BlockSize)].AsSpan(start, count).CopyTo(buffer);
        return count;
    }

    public override void Overwrite(long offset, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            blocks[(int)(offset / BlockSize)][offset % BlockSize] = value;
            offset++;
        }
    }

    public override void SetLength(long length)
    {
        this.length = length;
        var needed = (int)((length + BlockSize - 1) / BlockSize);
        blocks.RemoveRange(needed, blocks.Count - needed);
    }

    public override void Dispose()
    {
    }
}

namespace GitProto.Storage;

/// <summary>
/// Reads stored entries of packs, many of which lie one behind the other: then ahead, else no more than is asked for. Of one thread.
/// </summary>
internal sealed class StoredEntryReader
{
    // What is skipped between two entries that are still taken for neighbours.
    private const int Gap = 4 << 10;
    private readonly byte[] window = new byte[64 << 10];
    private PackFile? pack;
    private long start;
    private int length;
    private long next = -1;

    /// <summary>Gives bytes of a pack, until the next call: as many as the window has at most.</summary>
    /// <exception cref="CorruptPackException">The pack ends before.</exception>
    public ReadOnlySpan<byte> Read(in StoredEntry entry, int count)
    {
        if (!ReferenceEquals(pack, entry.Pack) || entry.Offset < start || entry.Offset + count > start + length)
            Fill(entry, count);
        next = entry.Offset + count;
        return window.AsSpan((int)(entry.Offset - start), count);
    }

    private void Fill(in StoredEntry entry, int count)
    {
        var isNext = ReferenceEquals(pack, entry.Pack) && entry.Offset >= next && entry.Offset - next <= Gap;
        (pack, start, length) = (entry.Pack, entry.Offset, 0);
        var wanted = isNext ? (int)Math.Clamp(pack.Length - start, count, window.Length) : count;
        while (length < wanted)
        {
            var read = pack.ReadRaw(start + length, window.AsSpan(length, wanted - length));
            if (read == 0)
                throw new CorruptPackException($"The pack ends inside the entry at offset {entry.Offset}.");
            length += read;
        }
    }
}

namespace GitProto.Storage;

/// <summary>Holds the entries of a pack, as its bytes pass by, to the check sums in the index.</summary>
internal sealed class EntrySums(StoredPart part, long end, Action<string> tell)
{
    private readonly PackIndex index = part.Pack!.Index;
    private int next;
    private uint sum;

    /// <summary>Takes the bytes that follow.</summary>
    public void Add(long offset, ReadOnlySpan<byte> bytes)
    {
        while (next < part.Order.Length && !bytes.IsEmpty)
        {
            var start = index.GetOffset(part.Order[next]);
            var stop = next + 1 < part.Order.Length ? index.GetOffset(part.Order[next + 1]) : end;
            if (start >= offset + bytes.Length)
                return;
            var skipped = (int)Math.Max(0, start - offset);
            var taken = (int)Math.Min(bytes.Length - skipped, Math.Max(0, stop - offset - skipped));
            sum = Crc32.Update(sum, bytes.Slice(skipped, taken));
            offset += skipped + taken;
            bytes = bytes[(skipped + taken)..];
            if (offset < stop)
                return;
            if (index.GetCrc(part.Order[next]) is { } expected && expected != sum)
                tell($"index CRC mismatch for object {index.GetId(part.Order[next])} from {Escape.ForDisplay(part.PlaceOf(default))} at offset {start}");
            (next, sum) = (next + 1, 0);
        }
    }
}

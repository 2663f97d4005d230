namespace GitProto.Storage;

/// <summary>Writes pack indexes (<c>.idx</c>, version 2), byte for byte as Git does for the same pack.</summary>
internal static class PackIndexWriter
{
    /// <summary>The largest offset that is written with 32 bits.</summary>
    public const long MaxSmallOffset = 0x7fffffff;

    /// <summary>Writes the index.</summary>
    /// <param name="output">Gets it.</param>
    /// <param name="table">The entries, all resolved.</param>
    /// <param name="order">Their order by id.</param>
    /// <param name="packChecksum">The trailer of the pack.</param>
    /// <param name="maxSmallOffset">Lower in tests, to get large offsets without a large pack.</param>
    public static void Write(Stream output, PackTable table, int[] order, in ObjectId packChecksum, long maxSmallOffset = MaxSmallOffset)
    {
        using var writer = new HashingWriter(output, packChecksum.Format);
        writer.Write(IndexLayout.Signature);
        writer.Write(2u);
        WriteFanOut(writer, table, order);
        foreach (var index in order)
            writer.Write(in table[index].Id);
        foreach (var index in order)
            writer.Write(table[index].Crc);
        var large = new List<long>();
        foreach (var index in order)
        {
            var offset = table[index].Offset;
            if (offset <= maxSmallOffset)
                writer.Write((uint)offset);
            else
            {
                writer.Write(0x80000000u | (uint)large.Count);
                large.Add(offset);
            }
        }
        foreach (var offset in large)
            writer.Write(offset);
        writer.Write(in packChecksum);
        writer.End();
    }

    private static void WriteFanOut(HashingWriter writer, PackTable table, int[] order)
    {
        var count = 0;
        for (var first = 0; first < 256; first++)
        {
            while (count < order.Length && ObjectId.AsSpan(in table[order[count]].Id)[0] <= first)
                count++;
            writer.Write((uint)count);
        }
    }
}

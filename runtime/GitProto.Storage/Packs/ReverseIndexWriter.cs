namespace GitProto.Storage;

/// <summary>Writes reverse indexes (<c>.rev</c>, version 1): for each entry in the order of the pack its place in the index.</summary>
internal static class ReverseIndexWriter
{
    /// <summary>Writes the reverse index.</summary>
    /// <param name="output">Gets it.</param>
    /// <param name="order">The order of the entries by id.</param>
    /// <param name="packChecksum">The trailer of the pack.</param>
    public static void Write(Stream output, int[] order, in ObjectId packChecksum)
    {
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            places[order[i]] = i;
        using var writer = new HashingWriter(output, packChecksum.Format);
        writer.Write("RIDX"u8);
        writer.Write(1u);
        writer.Write(packChecksum.Format == ObjectFormat.Sha256 ? 2u : 1u);
        foreach (var place in places)
            writer.Write((uint)place);
        writer.Write(in packChecksum);
        writer.End();
    }
}

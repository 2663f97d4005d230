namespace GitProto.Storage;

/// <summary>
/// The quick way through a sound pack: it is indexed once more, by all threads, and if that gives the index it has, every object is what its id says. Then no blob has to be read
/// again. What is wrong with any other pack is found object by object.
/// </summary>
internal static class PackProof
{
    /// <summary>Indexes a pack and compares.</summary>
    /// <returns>The kinds of the objects in the order of their offsets; null if anything is wrong.</returns>
    public static async Task<ObjectType[]?> TryAsync(StoredPart part, int threads, CancellationToken cancellationToken)
    {
        var index = part.Pack!.Index;
        try
        {
            using var bytes = new FilePackBytes(part.PlaceOf(default), PathGuard.None);
            using var ingest = new PackIngest(bytes, new PackIndexOptions { Format = index.Format, Threads = threads, MaxBaseMemory = MaxBaseMemory });
            if (!await ingest.TryScanAsync(cancellationToken).ConfigureAwait(false))
                return null;
            await ingest.FinishAsync(cancellationToken).ConfigureAwait(false);
            return ingest.Checksum == part.Pack.Checksum && AreSame(ingest, index) ? Kinds(ingest.Table) : null;
        }
        catch (Exception e) when (e is GitProtoException or IOException)
        {
            return null;
        }
    }

    private const long MaxBaseMemory = 96 << 20;

    private static bool AreSame(PackIngest ingest, PackIndex index)
    {
        if (ingest.Table.Count != index.Count)
            return false;
        for (var place = 0; place < index.Count; place++)
        {
            ref var entry = ref ingest.Table[ingest.Order[place]];
            if (entry.Id != index.GetId(place) || entry.Offset != index.GetOffset(place) || (index.GetCrc(place) is { } crc && crc != entry.Crc))
                return false;
        }
        return true;
    }

    private static ObjectType[] Kinds(PackTable table)
    {
        var kinds = new ObjectType[table.Count];
        for (var i = 0; i < kinds.Length; i++)
            kinds[i] = table[i].ObjectType;
        return kinds;
    }
}

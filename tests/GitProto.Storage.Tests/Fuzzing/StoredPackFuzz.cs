namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>A pack that lies in a repository with its right index, and whose entries were damaged since.</summary>
internal static class StoredPackFuzz
{
    private const int MaxSize = 1 << 20;

    public static FuzzTarget Target { get; } = new("stored pack", [FuzzSeeds.Pack], Run, 32L << 20);

    private static void Run(Span<byte> input, ulong number)
    {
        // The pack is opened only if it still is the one of the index, so that its ends stay as they are.
        ReadOnlySpan<byte> whole = FuzzSeeds.Pack;
        if (input.Length >= 32)
        {
            whole[..12].CopyTo(input);
            whole[^20..].CopyTo(input[^20..]);
        }
        var spill = new MemoryPackSpill();
        spill.Append(input);
        using var pack = new PackFile(spill, Index);
        var refused = 0;
        for (var place = 0; place < pack.Index.Count; place++)
        {
            try
            {
                Read(pack, pack.Index.GetId(place), isOpened: place == (int)(number % (ulong)pack.Index.Count));
            }
            catch (GitProtoException)
            {
                refused++;
            }
        }
        if (refused > 0)
            throw new CorruptPackException($"{refused} objects are damaged.");
    }

    private static PackIndex Index { get; } = PackIndex.Parse(FuzzSeeds.Index, ObjectFormat.Sha1);

    private static void Read(PackFile pack, ObjectId id, bool isOpened)
    {
        pack.TryGetStored(id, out _);
        pack.TryReadHeader(id, out _, out _);
        if (pack.TryRead(id, MaxSize) is not { } found || found.Size > MaxSize)
            throw new FuzzException($"The object {id} is not there, or larger than asked for.");
        if (!isOpened)
            return;
        using var open = ((IObjectSource)pack).TryOpenLarge(id, 0);
        open?.Stream.CopyTo(Stream.Null);
    }
}

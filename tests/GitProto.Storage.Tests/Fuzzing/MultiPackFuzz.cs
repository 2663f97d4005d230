namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Multi-pack indexes over packs that stay as they are. What is taken has to find every object of theirs, in one of those that have it.</summary>
internal static class MultiPackFuzz
{
    public static FuzzTarget Target { get; } = new("multi-pack index", [FuzzSeeds.MultiPack], Run);

    private static void Run(Span<byte> input, ulong number)
    {
        var index = MultiPackIndex.Parse(input.ToArray(), ObjectFormat.Sha1);
        for (var place = 0; place < index.Count; place++)
            Ask(index, place);
        index.HasRightChecksum();
        index.Below(255);
        PackIndex[] packs = [.. index.PackNames.Select(name => FuzzSeeds.MultiPackIndexes.GetValueOrDefault(name) ?? throw new CorruptPackException("There is no such pack."))];
        var table = MultiPackTable.Build(index, packs);
        foreach (var pack in packs)
        {
            for (var place = 0; place < pack.Count; place++)
            {
                var id = pack.GetId(place);
                if (!table.TryFind(id, out var found) || packs[found.Pack].GetId(found.Place) != id)
                    throw new FuzzException($"The object {id} is found at {found}.");
            }
        }
    }

    private static void Ask(MultiPackIndex index, int place)
    {
        try
        {
            index.GetPack(place);
            if (index.GetOffset(place) < 0)
                throw new FuzzException("An offset is below 0.");
        }
        catch (CorruptPackException)
        {
            // It is for who asks to say what comes of it.
        }
    }
}

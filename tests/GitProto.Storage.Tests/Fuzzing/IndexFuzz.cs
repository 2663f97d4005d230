namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Pack indexes of both versions. What is taken has to answer every question about every object, or refuse it.</summary>
internal static class IndexFuzz
{
    public static FuzzTarget Target { get; } = new("pack index", [FuzzSeeds.Index, FuzzSeeds.OldIndex], Run);

    private static void Run(Span<byte> input, ulong number)
    {
        var index = PackIndex.Parse(input.ToArray(), ObjectFormat.Sha1);
        for (var place = 0; place < index.Count; place++)
        {
            var id = index.GetId(place);
            var found = index.Find(id);
            if (found < 0 || index.GetId(found) != id)
                throw new FuzzException($"The object {id} at {place} is found at {found}.");
            index.SharedDigits(id);
            index.GetCrc(place);
            try
            {
                if (index.GetOffset(place) < 0)
                    throw new FuzzException("An offset is below 0.");
            }
            catch (CorruptPackException)
            {
                // One object may be lost without the others.
            }
        }
        index.VerifyChecksum();
    }
}

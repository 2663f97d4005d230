namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Reverse indexes. Whatever one says, the order is that of the pack.</summary>
internal static class ReverseIndexFuzz
{
    private static readonly PackIndex Index = PackIndex.Parse(FuzzSeeds.Index, ObjectFormat.Sha1);
    private static readonly PackOrder Right = new(Index, long.MaxValue);

    public static FuzzTarget Target { get; } = new("reverse index", [FuzzSeeds.ReverseIndex], Run);

    private static void Run(Span<byte> input, ulong number)
    {
        var order = new PackOrder(Index, long.MaxValue, ReverseIndex.Parse(input, Index));
        for (var position = 0; position < Right.Count; position++)
        {
            if (order.Place(position) != Right.Place(position) || order.Offset(position) != Right.Offset(position))
                throw new FuzzException($"At position {position} is {order.Place(position)}, where {Right.Place(position)} is.");
        }
    }
}

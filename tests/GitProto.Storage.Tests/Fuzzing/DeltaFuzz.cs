namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Deltas on one base, and what is measured of them beforehand.</summary>
internal static class DeltaFuzz
{
    private const int MaxResult = 1 << 20;
    private static readonly byte[] Base = MakeBase();
    private static readonly byte[] Output = new byte[MaxResult];

    public static FuzzTarget Target { get; } = new("delta", Seeds(), Run);

    private static void Run(Span<byte> input, ulong number)
    {
        var measured = Delta.Measure(input);
        var problem = DeltaHeader.TryRead(input, out var header);
        if (problem is not null)
            throw new CorruptPackException(problem);
        if (header.ResultSize > MaxResult)
            throw new LimitExceededException(nameof(MaxResult), MaxResult, "The result");
        var size = (int)header.ResultSize;
        var applied = Delta.Apply(input, Base, Output.AsSpan(0, size));
        if (applied is null && measured is not null)
            throw new FuzzException($"It makes {size} bytes, and measuring says: {measured}.");
        if (applied is not null)
            throw new CorruptPackException(applied);
    }

    private static byte[] MakeBase()
    {
        var bytes = new byte[5000];
        new Random(11).NextBytes(bytes);
        return bytes;
    }

    private static List<byte[]> Seeds()
    {
        var (random, index, encoder) = (new Random(12), new DeltaIndex(Base), new DeltaEncoder());
        var seeds = new List<byte[]>();
        for (var i = 0; i < 40; i++)
        {
            var target = new List<byte>();
            for (var parts = random.Next(1, 6); parts > 0; parts--)
            {
                var (from, inserted) = (random.Next(Base.Length - 600), new byte[random.Next(60)]);
                random.NextBytes(inserted);
                target.AddRange([.. Base[from..(from + random.Next(600))], .. inserted]);
            }
            encoder.TryEncode(index, target.ToArray(), long.MaxValue).ShouldBeTrue();
            seeds.Add(encoder.Delta.ToArray());
        }
        return seeds;
    }
}

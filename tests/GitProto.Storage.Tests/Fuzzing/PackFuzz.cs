using System.IO.Pipelines;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Packs that are received: as bytes that were damaged, and put together of damaged entries. What is accepted has to be what its names say.</summary>
internal static class PackFuzz
{
    private const int Room = 4 << 20;
    private static readonly PackIndexOptions Options = new()
    {
        Threads = 1,
        Bases = new Bases(),
        Limits = PackLimits.Strict with { MaxObjectSize = Room, MaxDeltaObjectSize = Room / 8, MaxInflatedSize = Room, MaxDeltaDepth = 50 },
    };

    // Twice the room: what is received is read again.
    public static FuzzTarget Received { get; } = new("pack", [FuzzSeeds.Pack], RunBytes, 5 * Room);

    public static FuzzTarget Recipes { get; } = new("entries of a pack", PackRecipe.Seeds, (input, number) => Run(PackRecipe.Build(input), number), 5 * Room);

    private static void RunBytes(Span<byte> input, ulong number)
    {
        if (number % 16 != 0)
            Mend(input);
        Run(input.ToArray(), number);
    }

    private static void Run(byte[] pack, ulong number)
    {
        using var input = new MemoryStream(pack);
        var reader = PipeReader.Create(input, new(bufferSize: 1 + (int)(number % 4000)));
        var (received, _) = PackReceiver.ReceiveToMemoryAsync(reader, Options).GetAwaiter().GetResult();
        for (var place = 0; place < received.Index.Count; place++)
        {
            var id = received.Index.GetId(place);
            var found = received.TryRead(id) ?? throw new FuzzException($"{id} was received, and is not there.");
            if (ObjectHasher.Hash(ObjectFormat.Sha1, found.Type, found.Span) != id)
                throw new FuzzException($"{id} was received, and is another object.");
            if (!received.TryReadHeader(id, out var type, out var size) || (type, size) != (found.Type, found.Size) || !received.TryGetStored(id, out _))
                throw new FuzzException($"{id} was received, and its header says something else.");
        }
    }

    // So that what lies behind the hash is met.
    private static void Mend(Span<byte> pack)
    {
        const int width = 20;
        if (pack.Length < width)
            return;
        using var hash = new PlainHash(ObjectFormat.Sha1);
        hash.Append(pack[..^width]);
        ObjectId.AsSpan(hash.Finish()).CopyTo(pack[^width..]);
    }

    /// <summary>A few objects that thin packs may rest on.</summary>
    private sealed class Bases : IBaseObjects
    {
        public GitObject? TryRead(in ObjectId id) => PackRecipe.Bases.TryGetValue(id, out var found) ? found : null;
    }
}

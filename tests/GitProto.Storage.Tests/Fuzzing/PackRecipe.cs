using System.IO.Compression;
using GitProto.Storage.Tests.Compression;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>
/// Any bytes as the entries of a pack, whose streams are whole and whose trailer is right, so that what lies behind these is met: each entry is a kind, a number,
/// a length of two bytes, and as many bytes of content.
/// </summary>
internal static class PackRecipe
{
    private const int MaxEntries = 64;
    private static readonly ObjectType[] Types = [ObjectType.Commit, ObjectType.Tree, ObjectType.Blob, ObjectType.Tag];

    /// <summary>Objects that are in no pack.</summary>
    public static IReadOnlyDictionary<ObjectId, GitObject> Bases { get; } = Enumerable.Range(0, 3)
        .Select(number => new GitObject(ObjectType.Blob, Text(100 + number, 300)))
        .ToDictionary(body => ObjectHasher.Hash(ObjectFormat.Sha1, body.Type, body.Span));

    public static IReadOnlyList<byte[]> Seeds { get; } = [.. Enumerable.Range(1, 30).Select(Seed)];

    public static byte[] Build(ReadOnlySpan<byte> recipe)
    {
        var builder = new PackBuilder();
        var (offsets, ids) = (new List<long>(), Bases.Keys.ToList());
        while (recipe.Length >= 4 && offsets.Count < MaxEntries)
        {
            var (kind, number, length) = (recipe[0], recipe[1], Math.Min(recipe.Length - 4, (recipe[2] << 8) | recipe[3]));
            var body = recipe.Slice(4, length).ToArray();
            offsets.Add(Add(builder, kind, number, body, offsets, ids));
            recipe = recipe[(4 + length)..];
        }
        return builder.Build();
    }

    private static long Add(PackBuilder builder, byte kind, byte number, byte[] body, List<long> offsets, List<ObjectId> ids)
    {
        var stream = ZlibSamples.Compress(body, CompressionLevel.Fastest);
        // A few sizes are wrong by one.
        var size = kind >= 250 ? Math.Max(0, body.Length + (kind % 3) - 1) : body.Length;
        if ((kind & 7) < 4 || offsets.Count == 0)
        {
            var type = Types[kind & 3];
            ids.Add(ObjectHasher.Hash(ObjectFormat.Sha1, type, body));
            return builder.Entry((PackEntryType)type, size, [], stream);
        }
        if ((kind & 7) == 7)
            return builder.Entry(PackEntryType.RefDelta, size, ObjectId.AsSpan(ids[number % ids.Count]).ToArray(), stream);
        var buffer = new byte[10];
        var distance = builder.Offset - offsets[number % offsets.Count] + (kind >= 240 ? kind % 3 : 0);
        return builder.Entry(PackEntryType.OfsDelta, size, buffer[..EntryHeaderWriter.WriteDistance(buffer, distance)], stream);
    }

    // A few objects, deltas on them, on deltas, and on what is elsewhere.
    private static byte[] Seed(int seed)
    {
        var (random, bodies, recipe) = (new Random(seed), new List<byte[]>(), new List<byte>());
        for (var count = random.Next(2, 8); count > 0; count--)
        {
            var isDelta = bodies.Count > 0 && random.Next(3) > 0;
            var rest = random.Next(Math.Max(1, bodies.Count));
            var isThin = isDelta && random.Next(5) == 0;
            var source = !isDelta ? [] : isThin ? Bases.Values.First().Span.ToArray() : bodies[rest];
            var target = isDelta ? [.. source[(source.Length / 3)..], .. Text(random.Next(), 40), .. source[..(source.Length / 2)]] : Text(random.Next(), random.Next(1, 400));
            var body = isDelta ? Delta(source, target) : target;
            recipe.AddRange([(byte)(isThin ? 7 : isDelta ? 4 + (8 * random.Next(20)) : random.Next(4)), (byte)(isThin ? 0 : rest), (byte)(body.Length >> 8), (byte)body.Length, .. body]);
            bodies.Add(target);
        }
        return [.. recipe];
    }

    private static byte[] Delta(byte[] source, byte[] target)
    {
        var encoder = new DeltaEncoder();
        encoder.TryEncode(new DeltaIndex(source), target, long.MaxValue).ShouldBeTrue();
        return encoder.Delta.ToArray();
    }

    private static byte[] Text(int seed, int length) => ZlibSamples.Data(new Random(seed), length);
}

using FsCheck;
using FsCheck.Fluent;
using GitProto.Storage.Tests.Support;

namespace GitProto.Storage.Tests.Properties;

/// <summary>Deltas of ours read by git, and git's by us.</summary>
public sealed class DeltaProperties : IDisposable
{
    private TempDirectory directory = null!;

    private static Gen<byte[]> Bytes =>
        from length in Gen.Frequency((3, Gen.Choose(0, 300)), (2, Gen.Choose(300, 9000)), (1, Gen.Choose(60_000, 200_000)))
        from values in Gen.Elements(2, 4, 256)
        from seed in Gen.Choose(0, int.MaxValue)
        select Make(length, values, seed);

    private static Gen<Edit> Edits =>
        from kind in Gen.Choose(0, 3)
        from at in Gen.Choose(0, 1000)
        from length in Gen.Frequency((4, Gen.Choose(0, 200)), (1, Gen.Choose(0, 70_000)))
        from value in Gen.Choose(0, 255)
        select new Edit(kind, at, length, (byte)value);

    private static Gen<Pair> Pairs => from source in Bytes from edits in Gen.ArrayOf(Edits) select new Pair(source, edits.Aggregate(source, (bytes, edit) => edit.Apply(bytes)));

    [SetUp]
    public void Make()
    {
        directory = new TempDirectory();
        Git.Run(directory.Path, "init", "-q", "--bare");
    }

    [TearDown]
    public void Dispose() => directory.Dispose();

    [Test]
    public void Git_makes_of_our_deltas_what_they_were_made_for()
    {
        var tried = 0;
        PropertyRun.Holds(Pairs, pair =>
        {
            var encoder = new DeltaEncoder();
            encoder.TryEncode(new DeltaIndex(pair.Source), pair.Target, long.MaxValue).ShouldBeTrue();
            // Git reads no delta shorter than that, and we look for none for what is that small.
            if (encoder.Delta.Length < 4)
                return;
            var pack = new PackBuilder();
            pack.Ofs(pack.Whole(ObjectType.Blob, pair.Source), encoder.Delta.ToArray());
            Git.RunBytes(directory.Path, pack.Build(), "index-pack", "--stdin");
            var id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, pair.Target);
            Git.RunBytes(directory.Path, [], "cat-file", "blob", id.ToString()).AsSpan().SequenceEqual(pair.Target).ShouldBeTrue();
            tried++;
        }, 25);
        tried.ShouldBeGreaterThan(10);
    }

    [Test]
    public void We_make_of_gits_deltas_what_they_were_made_for()
    {
        var deltas = 0;
        PropertyRun.Holds(Pairs, pair =>
        {
            byte[][] bodies = [pair.Source, pair.Target];
            var ids = bodies.Select(body => Git.RunBytes(directory.Path, body, "hash-object", "-w", "--stdin")).ToList();
            var pack = Git.RunBytes(directory.Path, [.. ids.SelectMany(id => id)], "pack-objects", "--stdout", "-q", "--delta-base-offset");
            var received = PackInput.ReceiveAsync(pack).Result.Pack;
            foreach (var body in bodies)
            {
                var id = ObjectHasher.Hash(ObjectFormat.Sha1, ObjectType.Blob, body);
                received.TryRead(id)!.Span.SequenceEqual(body).ShouldBeTrue();
                received.TryGetStored(id, out var entry).ShouldBeTrue();
                deltas += entry.Type.IsDelta() ? 1 : 0;
            }
        }, 20);
        deltas.ShouldBeGreaterThan(5);
    }

    private static byte[] Make(int length, int values, int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[length];
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)random.Next(values);
        return bytes;
    }

    private sealed record Pair(byte[] Source, byte[] Target)
    {
        public override string ToString() => $"{Convert.ToHexString(Source)} -> {Convert.ToHexString(Target)}";
    }

    private sealed record Edit(int Kind, int At, int Length, byte Value)
    {
        public byte[] Apply(byte[] bytes)
        {
            var at = (int)((long)At * bytes.Length / 1000);
            var piece = bytes.AsSpan(at, Math.Min(Length, bytes.Length - at)).ToArray();
            return Kind switch
            {
                0 => [.. bytes[..at], .. bytes[(at + piece.Length)..]],
                1 => [.. bytes[..at], .. Make(Length, 256, Value), .. bytes[at..]],
                2 => [.. bytes, .. piece],
                _ => [.. piece, .. bytes[..at], Value, .. bytes[at..]],
            };
        }
    }
}

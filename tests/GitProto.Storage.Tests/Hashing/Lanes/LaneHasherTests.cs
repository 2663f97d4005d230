using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using GitProto.Storage.Tests.Hashing.Collisions;

namespace GitProto.Storage.Tests.Hashing.Lanes;

public sealed class LaneHasherTests
{
    [Test]
    public void Hashes_of_many_messages_are_those_of_the_framework_whatever_their_lengths_and_order()
    {
        var random = new Random(3);
        var messages = Enumerable.Range(0, 2000).Select(_ => Filled(random, random.Next(random.Next(1, 5000)))).ToArray();
        var ids = new ObjectId[messages.Length];
        var hasher = new LaneHasher<int>((tag, id) => ids[tag] = id);
        for (var i = 0; i < messages.Length; i++)
        {
            hasher.Add(Padded(messages[i]), i);
            if (random.Next(200) == 0)
                hasher.Flush();
        }
        hasher.Flush();

        for (var i = 0; i < messages.Length; i++)
            ids[i].ShouldBe(Plain(messages[i]), $"message {i} of {messages[i].Length} bytes");
    }

    [Test]
    [Category("hostile")]
    public void P14_The_published_collision_is_found_in_any_lane_among_others([Values(0, 3, 7)] int others, [Values] bool second, [Values(0, 64, 5000)] int more)
    {
        var random = new Random(4);
        var hasher = new LaneHasher<int>((_, _) => { });
        var error = Should.Throw<HashMismatchException>(() =>
        {
            for (var i = 0; i < others; i++)
                hasher.Add(Padded(Filled(random, 640)), i);
            hasher.Add(Padded([.. second ? Shattered.Second : Shattered.First, .. new byte[more]]), others);
            hasher.Flush();
        });

        error.Message.ShouldBe($"SHA-1 appears to be part of a collision attack: {Plain([.. Shattered.First, .. new byte[more]])}");
    }

    [Test]
    public void Conditions_of_eight_blocks_at_once_are_those_of_one_after_the_other()
    {
        var random = new Random(5);
        var lanes = new Vector256<uint>[Sha1Steps.Count];
        var words = new uint[LaneWords.Lanes][];
        for (var round = 0; round < 2000; round++)
        {
            for (var lane = 0; lane < LaneWords.Lanes; lane++)
            {
                var block = Filled(random, Sha1Steps.BlockLength);
                words[lane] = new uint[Sha1Steps.Count];
                Sha1Steps.Expand(block, words[lane]);
                LaneWords.Load(block, lane, lanes);
            }
            LaneWords.Arrange(lanes);
            LaneSteps.Expand(lanes);
            var candidates = LaneConditions.Candidates(lanes);
            for (var lane = 0; lane < LaneWords.Lanes; lane++)
                candidates[lane].ShouldBe(BitConditions.Candidates(words[lane]));
        }
    }

    [Test]
    public void Every_condition_written_out_is_one_of_the_table()
    {
        var random = new Random(6);
        var lanes = new Vector256<uint>[Sha1Steps.Count];
        foreach (var condition in BitConditions.All)
        {
            // Words that break nothing but this condition, as far as they can.
            var words = new uint[Sha1Steps.Count];
            words[condition.FirstWord] = 1u << condition.FirstBit;
            for (var i = 0; i < words.Length; i++)
                lanes[i] = Vector256.Create(words[i]);
            LaneConditions.Candidates(lanes)[0].ShouldBe(BitConditions.Candidates(words));
            for (var i = 0; i < words.Length; i++)
                words[i] = (uint)random.NextInt64(1L << 32);
            for (var i = 0; i < words.Length; i++)
                lanes[i] = Vector256.Create(words[i]);
            LaneConditions.Candidates(lanes)[7].ShouldBe(BitConditions.Candidates(words));
        }
    }

    [Test]
    public void A_stream_is_hashed_and_judged_alike_with_and_without_vectors()
    {
        var random = new Random(7);
        using var scalar = new DetectingSha1(useVectors: false);
        using var vectors = new DetectingSha1(useVectors: true);
        for (var i = 0; i < 300; i++)
        {
            var bytes = Filled(random, random.Next(3000));
            scalar.Append(bytes);
            vectors.Append(bytes);
            vectors.Finish().ShouldBe(scalar.Finish());
        }
        scalar.Append(Shattered.First);
        Should.Throw<HashMismatchException>(() => scalar.Finish());
    }

    private static byte[] Filled(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Padded(byte[] message)
    {
        var padded = new byte[(message.Length + 9 + 63) / 64 * 64];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padded.AsSpan(padded.Length - 8), message.Length * 8L);
        return padded;
    }

    private static ObjectId Plain(byte[] bytes)
    {
        using var hash = ObjectHashes.CreatePlain(ObjectFormat.Sha1);
        hash.Append(bytes);
        return hash.Finish();
    }
}

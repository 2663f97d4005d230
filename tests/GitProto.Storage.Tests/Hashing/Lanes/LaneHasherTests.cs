using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
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
    public void Conditions_of_eight_blocks_at_once_and_the_others_behind_them_are_those_of_one_after_the_other()
    {
        const int rounds = 2000;
        var random = new Random(5);
        var lanes = new Vector256<uint>[Sha1Steps.Count];
        var words = new uint[Sha1Steps.Count];
        var starts = Enumerable.Range(0, LaneWords.Lanes).Select(lane => lane * 7).ToArray();
        var kept = 0;
        for (var round = 0; round < rounds; round++)
        {
            var arrays = starts.Select(start => Filled(random, start + 40 + Sha1Steps.BlockLength)).ToArray();
            LaneWords.Gather(arrays, starts, 40, lanes);
            LaneSteps.Expand(lanes);
            var candidates = LaneConditions.Candidates(lanes);
            for (var lane = 0; lane < LaneWords.Lanes; lane++)
            {
                Sha1Steps.Expand(arrays[lane].AsSpan(starts[lane] + 40), words);
                var copied = new uint[Sha1Steps.Count];
                LaneWords.Copy(MemoryMarshal.Cast<Vector256<uint>, uint>(lanes.AsSpan()), lane, copied);
                copied.ShouldBe(words);
                Narrowed(candidates, lanes, lane).ShouldBe(BitConditions.Candidates(words));
                kept += BitOperations.PopCount(candidates[lane]);
            }
        }

        // What is left to be looked at one by one is little; without the first step it would be all 32 vectors.
        kept.ShouldBeLessThan(rounds * LaneWords.Lanes / 4);
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
            Demand(words, 0);
            for (var i = 0; i < words.Length; i++)
                words[i] = (uint)random.NextInt64(1L << 32);
            Demand(words, 7);
        }

        void Demand(uint[] words, int lane)
        {
            for (var i = 0; i < words.Length; i++)
                lanes[i] = Vector256.Create(words[i]);
            Narrowed(LaneConditions.Candidates(lanes), lanes, lane).ShouldBe(BitConditions.Candidates(words));
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

    private static uint Narrowed(Vector256<uint> candidates, Vector256<uint>[] lanes, int lane) =>
        BitConditions.Narrow(candidates[lane], MemoryMarshal.Cast<Vector256<uint>, uint>(lanes.AsSpan())[lane..], LaneWords.Lanes);

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

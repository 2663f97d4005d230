using System.Runtime.Intrinsics;

namespace GitProto.Storage.Tests.Hashing.Lanes;

public sealed class LaneCandidatesTests
{
    [Test]
    public void A_block_is_found_if_its_twin_ends_with_the_same_chaining_value_and_only_then([Range(0, 31)] int vector)
    {
        var quiet = CollisionCheck.QuietStepOf(vector);
        var differences = CollisionCheck.DifferencesOf(vector);
        var random = new Random(vector);
        var words = Filled(random, Sha1Steps.Count);
        var states = Filled(random, 5);
        var chain = Filled(random, 5);
        int[] hit = [1, 4, 7];
        foreach (var lane in hit)
        {
            var twin = words.Select((all, i) => all[lane] ^ differences[i]).ToArray();
            var state = new Sha1State(states[0][lane], states[1][lane], states[2][lane], states[3][lane], states[4][lane]);
            var end = Sha1Steps.Back(state, twin, quiet, 0) + Sha1Steps.Forward(state, twin, quiet, Sha1Steps.Count);
            uint[] parts = [end.A, end.B, end.C, end.D, end.E];
            for (var i = 0; i < parts.Length; i++)
                chain[i] = chain[i].WithElement(lane, parts[i]);
        }
        // One bit is wrong, in the last word.
        chain[4] = chain[4].WithElement(4, chain[4][4] ^ 1);
        var candidates = new LaneCandidates<int>(quiet);
        var found = new List<int>();

        for (var lane = 0; lane < LaneWords.Lanes; lane++)
            candidates.Add(lane, lane, differences, words, states, chain);
        candidates.Test(found.Add);

        found.ShouldBe([1, 7]);
        candidates.Count.ShouldBe(0);
    }

    private static Vector256<uint>[] Filled(Random random, int count)
    {
        var vectors = new Vector256<uint>[count];
        for (var i = 0; i < count; i++)
        {
            for (var lane = 0; lane < LaneWords.Lanes; lane++)
                vectors[i] = vectors[i].WithElement(lane, (uint)random.NextInt64(1L << 32));
        }
        return vectors;
    }
}

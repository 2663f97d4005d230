namespace GitProto.Storage.Tests.Hashing.Collisions;

public sealed class BitConditionTests
{
    [Test]
    public void The_table_of_conditions_is_what_follows_from_the_vectors() =>
        ConditionTable.Derive().Select(Row).ShouldBe(BitConditions.All.Select(Row));

    [Test]
    public void Differences_of_words_follow_the_expansion_and_are_few_at_the_end()
    {
        foreach (var vector in DisturbanceVector.All)
        {
            var differences = vector.WordDifferences();
            for (var i = 16; i < differences.Length; i++)
                differences[i].ShouldBe(uint.RotateLeft(differences[i - 3] ^ differences[i - 8] ^ differences[i - 14] ^ differences[i - 16], 1));
            vector.Disturbances()[(vector.QuietStep - 5)..vector.QuietStep].ShouldAllBe(disturbed => disturbed == 0);
        }
    }

    [Test]
    public void Conditions_leave_one_block_in_twenty()
    {
        var random = new Random(2);
        var block = new byte[Sha1Steps.BlockLength];
        var words = new uint[Sha1Steps.Count];
        var candidates = 0;
        const int blocks = 100_000;
        for (var i = 0; i < blocks; i++)
        {
            random.NextBytes(block);
            Sha1Steps.Expand(block, words);
            candidates += int.CreateChecked(uint.PopCount(BitConditions.Candidates(words)));
        }

        ((double)candidates / blocks).ShouldBeInRange(0.045, 0.06);
    }

    [Test]
    public void No_condition_rejects_words_whose_disturbances_were_cancelled()
    {
        // Room behind the second word for the step in which what the two stand for meets.
        const int length = 12;
        const int room = 3;
        var seen = new HashSet<BitCondition>();
        for (var vector = 0; vector < DisturbanceVector.All.Length; vector++)
        {
            var steps = new DisturbedSteps(DisturbanceVector.All[vector], new Random(vector));
            for (var from = 35; from + length <= 70; from += 2)
            {
                for (var tries = 0; tries < 6000; tries++)
                {
                    if (!steps.TryRun(from, from + length))
                        continue;
                    foreach (var condition in BitConditions.All.Where(one => one.FirstWord >= from && one.SecondWord + room < from + length))
                    {
                        if ((condition.Vectors & (1u << vector)) == 0)
                            continue;
                        condition.Holds(steps.Words).ShouldBeTrue($"{condition} from step {from} of {DisturbanceVector.All[vector]}");
                        seen.Add(condition);
                    }
                }
            }
        }
        seen.Count.ShouldBeGreaterThan(BitConditions.All.Length / 2, $"{seen.Count}");
    }

    [Test]
    public void Steps_back_undo_steps_forward()
    {
        var words = new uint[Sha1Steps.Count];
        Sha1Steps.Expand(Shattered.First.AsSpan(0, Sha1Steps.BlockLength), words);
        var end = Sha1Steps.Forward(Sha1State.Initial, words, 0, Sha1Steps.Count);
        var chain = Sha1State.Initial;
        Sha1Steps.Compress(ref chain, words);

        (Sha1State.Initial + end).ShouldBe(chain);
        Sha1Steps.Back(end, words, Sha1Steps.Count, 0).ShouldBe(Sha1State.Initial);
    }

    private static string Row(BitCondition one) =>
        $"{one.FirstWord}.{one.FirstBit} {(one.AreOpposite ? "!=" : "==")} {one.SecondWord}.{one.SecondBit} {one.Vectors:x8}";
}

namespace GitProto.Storage.Tests.Hashing.Collisions;

/// <summary>Chooses as few conditions as it can that say for all vectors together what was derived for each of them.</summary>
internal static class ConditionTable
{
    public static List<BitCondition> Derive()
    {
        var pairs = new SortedDictionary<(int, int, int, int, bool), List<(int Vector, object First, object Second)>>();
        for (var vector = 0; vector < DisturbanceVector.All.Length; vector++)
        {
            foreach (var group in new VectorConditions(DisturbanceVector.All[vector]).Groups)
                AddPairs(pairs, vector, group);
        }
        return Choose(pairs);
    }

    private static void AddPairs(
        SortedDictionary<(int, int, int, int, bool), List<(int Vector, object First, object Second)>> pairs, int vector, (int Word, int Bit, bool IsOpposite)[] group)
    {
        for (var i = 0; i < group.Length; i++)
        {
            for (var j = i + 1; j < group.Length; j++)
            {
                var key = (group[i].Word, group[i].Bit, group[j].Word, group[j].Bit, group[i].IsOpposite ^ group[j].IsOpposite);
                if (!pairs.TryGetValue(key, out var uses))
                    pairs.Add(key, uses = []);
                uses.Add((vector, (vector, group[i].Word, group[i].Bit), (vector, group[j].Word, group[j].Bit)));
            }
        }
    }

    // The pair that says something new of most vectors comes first.
    private static List<BitCondition> Choose(SortedDictionary<(int, int, int, int, bool), List<(int Vector, object First, object Second)>> pairs)
    {
        var chosen = new List<BitCondition>();
        var said = new SignGroups();
        while (true)
        {
            var best = pairs.MaxBy(pair => pair.Value.Count(IsNew));
            var uses = best.Value.Where(IsNew).ToList();
            if (uses.Count == 0)
                return [.. chosen.OrderBy(one => (one.FirstWord, one.FirstBit, one.SecondWord, one.SecondBit))];
            foreach (var (_, first, second) in uses)
                said.Join(first, second, false);
            var (word, bit, otherWord, otherBit, areOpposite) = best.Key;
            chosen.Add(new(word, bit, otherWord, otherBit, areOpposite, uses.Aggregate(0u, (mask, use) => mask | (1u << use.Vector))));
        }

        bool IsNew((int Vector, object First, object Second) use) => !said.Find(use.First).Root.Equals(said.Find(use.Second).Root);
    }
}

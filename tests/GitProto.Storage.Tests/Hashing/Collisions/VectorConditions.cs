using System.Numerics;

namespace GitProto.Storage.Tests.Hashing.Collisions;

/// <summary>
/// Derives what the words of a block must fulfil to follow one disturbance vector. A changed bit of a word that makes up for exactly one
/// change of the state has the opposite sign; two changes that meet without a changed bit have opposite signs themselves. Signs are known
/// where a change is added, and where it goes through the majority function, which keeps signs; exclusive or does not. Bit 31 has no sign.
/// Where a neighbouring bit leaves another way to cancel, nothing is concluded.
/// </summary>
internal sealed class VectorConditions
{
    // Before the first an attacker still chooses freely; behind the last not everything has to cancel.
    private const int FirstWord = 35;
    private const int LastWord = 64;
    private const int FirstPaired = 30;
    private readonly HashSet<LocalCollision> all = [];
    private readonly Dictionary<(int Word, int Bit), List<(int Part, LocalCollision Source)>> changes = [];
    private readonly SignGroups signs = new();
    private readonly List<(int Word, int Bit)> known = [];

    public VectorConditions(DisturbanceVector vector)
    {
        var disturbances = vector.Disturbances();
        for (var step = 15; step < disturbances.Length; step++)
        {
            for (var rest = disturbances[step]; rest != 0; rest &= rest - 1)
                Add(new(step, BitOperations.TrailingZeroCount(rest)));
        }
        foreach (var (place, parts) in changes.OrderBy(change => change.Key))
        {
            if (place.Word is < FirstWord or > LastWord || place.Bit == 31)
                continue;
            if (parts.Count == 1)
                Conclude(place, parts[0].Part, parts[0].Source);
            else if (parts.Count == 2)
                ConcludePair(place, parts[0], parts[1]);
        }
    }

    /// <summary>Bits of words whose signs depend on each other, and whether each is opposite to the first of its group.</summary>
    public IEnumerable<(int Word, int Bit, bool IsOpposite)[]> Groups => known
        .GroupBy(place => signs.Find(place).Root)
        .Select(group => group.Order().Select(place => (place.Word, place.Bit, signs.Find(place).IsOpposite)).ToArray());

    private static bool IsMajority(int step) => step is >= 40 and < 60;

    private void Add(LocalCollision disturbance)
    {
        all.Add(disturbance);
        for (var part = 0; part < LocalCollision.Parts; part++)
        {
            var place = disturbance.Part(part);
            if (!changes.TryGetValue(place, out var parts))
                changes.Add(place, parts = []);
            parts.Add((part, disturbance));
        }
    }

    private void Conclude((int Word, int Bit) place, int part, LocalCollision source)
    {
        if (HasNeighbour(source) && !IsKnownOfTwins(part, source))
            return;
        if (!IsCertain(place, part))
            return;
        signs.Join(place, source, part != 0);
        known.Add(place);
    }

    private void ConcludePair((int Word, int Bit) place, (int Part, LocalCollision Source) left, (int Part, LocalCollision Source) right)
    {
        if (HasNeighbour(left.Source) || HasNeighbour(right.Source))
            return;
        if ((LocalCollision.IsMixed(left.Part) || LocalCollision.IsMixed(right.Part)) && !IsMajority(place.Word))
            return;
        if (IsChanged(place.Word, place.Bit - 1) || MayVanish(place.Word, place.Bit + 1))
            return;
        if (Math.Min(left.Source.Step, right.Source.Step) < FirstPaired)
            return;
        signs.Join(left.Source, right.Source, true ^ (left.Part == 0) ^ (right.Part == 0));
    }

    private bool IsCertain((int Word, int Bit) place, int part)
    {
        if (CountAt(place) != 1 || MayVanish(place.Word, place.Bit + 1))
            return false;
        return !LocalCollision.IsMixed(part) || (IsMajority(place.Word) && !IsChanged(place.Word, place.Bit - 1));
    }

    // Two disturbed bits side by side may be one change with a carry: then only what is added, not what is mixed, keeps its sign.
    private bool IsKnownOfTwins(int part, LocalCollision source)
    {
        if (LocalCollision.IsMixed(part))
            return false;
        var lower = all.Contains(source with { Bit = source.Bit + 1 }) ? source : source with { Bit = source.Bit - 1 };
        return AreBothAlone(lower, 1) && AreBothAlone(lower, 5) && AreBothAlone(lower, part);
    }

    private bool AreBothAlone(LocalCollision lower, int part)
    {
        var place = lower.Part(part);
        // Under exclusive or nothing vanishes, so that the upper bit is disturbed in any case.
        if (part == 0 && lower.Step < 40)
            return CountAt(place) == 1;
        return CountAt((lower with { Bit = lower.Bit + 1 }).Part(part)) == 1 && place.Bit != 31 && IsCertain(place, part);
    }

    private bool HasNeighbour(LocalCollision one) => all.Contains(one with { Bit = one.Bit + 1 }) || all.Contains(one with { Bit = one.Bit - 1 });

    private int CountAt((int Word, int Bit) place) => changes.TryGetValue(place, out var parts) ? parts.Count : 0;

    private bool IsChanged(int word, int bit) => CountAt((word, bit)) % 2 == 1;

    private bool MayVanish(int word, int bit) =>
        bit < 32 && IsMajority(word) && changes.TryGetValue((word, bit), out var parts) && parts.Exists(part => LocalCollision.IsMixed(part.Part));
}

namespace GitProto.Storage.Tests.Hashing.Collisions;

/// <summary>Runs some steps of SHA-1 on two messages that differ as a disturbance vector says, until by chance all disturbances are cancelled.</summary>
internal sealed class DisturbedSteps(DisturbanceVector vector, Random random)
{
    private const int Tries = 16;
    private readonly uint[] disturbances = vector.Disturbances();
    private readonly uint[] differences = vector.WordDifferences();
    private readonly uint[] words = new uint[Sha1Steps.Count];
    private readonly uint[] twin = new uint[Sha1Steps.Count];

    /// <summary>The words of the steps that were run, of one of the two messages.</summary>
    public ReadOnlySpan<uint> Words => words;

    /// <summary>Tries to get through some steps.</summary>
    /// <returns>Whether at their end the two states differ as the vector says.</returns>
    public bool TryRun(int from, int to)
    {
        var left = new Sha1State(Next(), Next(), Next(), Next(), Next());
        var right = new Sha1State(
            left.A ^ disturbances[from - 1], left.B ^ disturbances[from - 2], left.C ^ Rotated(from - 3), left.D ^ Rotated(from - 4), left.E ^ Rotated(from - 5));
        for (var step = from; step < to; step++)
        {
            if (!TryStep(step, step >= to - 5, ref left, ref right))
                return false;
        }
        return true;
    }

    // A disturbed bit may carry to the next one, as long as nothing is left of it where the vector has nothing.
    private bool TryStep(int step, bool isExact, ref Sha1State left, ref Sha1State right)
    {
        for (var i = 0; i < Tries; i++)
        {
            words[step] = Next();
            twin[step] = words[step] ^ differences[step];
            var (nextLeft, nextRight) = (Sha1Steps.Forward(left, words, step, step + 1), Sha1Steps.Forward(right, twin, step, step + 1));
            var changed = nextLeft.A ^ nextRight.A;
            var wanted = disturbances[step];
            if (changed != wanted && (isExact || wanted == 0 || changed == 0 || (changed & ~(wanted | (wanted << 1))) != 0))
                continue;
            (left, right) = (nextLeft, nextRight);
            return true;
        }
        return false;
    }

    private uint Rotated(int step) => uint.RotateLeft(disturbances[step], 30);

    private uint Next() => (uint)random.NextInt64(1L << 32);
}

using System.Numerics;

namespace GitProto.Storage;

/// <summary>Finds out whether a block is the last of a message that has a twin with the same hash.</summary>
internal static class CollisionCheck
{
    private static readonly uint[][] Differences = [.. DisturbanceVector.All.Select(vector => vector.WordDifferences())];
    private static readonly int[] QuietSteps = [.. DisturbanceVector.All.Select(vector => vector.QuietStep)];

    /// <summary>The error for a message with such a block, in Git's words.</summary>
    public static HashMismatchException Error(in ObjectId id) => new($"SHA-1 appears to be part of a collision attack: {id}");

    /// <summary>Looks whether a block is half of a colliding pair.</summary>
    /// <param name="before">The chaining value before the block.</param>
    /// <param name="after">That behind it.</param>
    /// <param name="words">Its 80 words.</param>
    public static bool IsAttack(in Sha1State before, in Sha1State after, ReadOnlySpan<uint> words) =>
        IsAttack(before, after, words, BitConditions.Candidates(words));

    /// <summary>Looks whether a block is half of a pair that follows one of some vectors.</summary>
    /// <param name="before">The chaining value before the block.</param>
    /// <param name="after">That behind it.</param>
    /// <param name="words">Its 80 words.</param>
    /// <param name="candidates">The vectors, in the order of <see cref="DisturbanceVector.All"/>.</param>
    public static bool IsAttack(in Sha1State before, in Sha1State after, ReadOnlySpan<uint> words, uint candidates)
    {
        for (; candidates != 0; candidates &= candidates - 1)
        {
            if (Follows(BitOperations.TrailingZeroCount(candidates), before, after, words))
                return true;
        }
        return false;
    }

    /// <summary>By what the words of a twin differ that follows a vector.</summary>
    public static uint[] DifferencesOf(int vector) => Differences[vector];

    /// <summary>The step before which both have the same state.</summary>
    public static int QuietStepOf(int vector) => QuietSteps[vector];

    /// <summary>
    /// The exact test for one vector: the twin has the same state at the quiet step and other words; computed from there to both ends it gives
    /// the twin's chaining values, and if the later one is ours, the two messages collide.
    /// </summary>
    public static bool Follows(int vector, in Sha1State before, in Sha1State after, ReadOnlySpan<uint> words)
    {
        Span<uint> twin = stackalloc uint[Sha1Steps.Count];
        var differences = Differences[vector];
        for (var i = 0; i < twin.Length; i++)
            twin[i] = words[i] ^ differences[i];
        var quiet = QuietSteps[vector];
        var state = Sha1Steps.Back(after - before, words, Sha1Steps.Count, quiet);
        return Sha1Steps.Back(state, twin, quiet, 0) + Sha1Steps.Forward(state, twin, quiet, Sha1Steps.Count) == after;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>
/// Hashes many messages with SHA-1 and looks for collision attacks, eight messages at a time, each in a lane of its own; a lane that is done takes
/// the next message. For one thread.
/// </summary>
/// <param name="done">Is told the hash of each message, in no certain order. Whether it is an attack is certain only after <see cref="Flush"/>.</param>
internal sealed class LaneHasher<T>(Action<T, ObjectId> done)
{
    private readonly Vector256<uint>[] words = new Vector256<uint>[Sha1Steps.Count];
    private readonly Vector256<uint>[] chain = new Vector256<uint>[5];
    private readonly Vector256<uint>[] early = new Vector256<uint>[5];
    private readonly Vector256<uint>[] late = new Vector256<uint>[5];
    private readonly LaneJob<T>?[] jobs = new LaneJob<T>?[LaneWords.Lanes];
    private readonly byte[][] arrays = new byte[LaneWords.Lanes][];
    private readonly int[] starts = new int[LaneWords.Lanes];
    private readonly int[] left = new int[LaneWords.Lanes];
    private readonly LaneCandidates<LaneJob<T>> earlyCandidates = new(LaneSteps.EarlyQuietStep);
    private readonly LaneCandidates<LaneJob<T>> lateCandidates = new(LaneSteps.LateQuietStep);
    private int busy;

    /// <summary>Takes a message.</summary>
    /// <param name="message">Its padded blocks, which must not change until it is done.</param>
    /// <param name="tag">Names it to the one who is told.</param>
    /// <exception cref="HashMismatchException">A message that was taken is a collision attack.</exception>
    public void Add(ArraySegment<byte> message, T tag)
    {
        var lane = Array.IndexOf(jobs, null);
        jobs[lane] = new(tag);
        (arrays[lane], starts[lane], left[lane]) = (message.Array!, message.Offset, message.Count / Sha1Steps.BlockLength);
        var all = MemoryMarshal.Cast<Vector256<uint>, uint>(chain.AsSpan());
        (all[lane], all[lane + 8], all[lane + 16], all[lane + 24], all[lane + 32]) = Sha1State.Initial;
        if (++busy == jobs.Length)
            Run();
    }

    /// <summary>Hashes what was taken to its end.</summary>
    /// <exception cref="HashMismatchException">A message that was taken is a collision attack.</exception>
    public void Flush()
    {
        while (busy > 0)
        {
            FillIdle();
            Run();
        }
        earlyCandidates.Test(Accuse);
        lateCandidates.Test(Accuse);
    }

    // A lane without a message works on that of another, for nobody.
    private void FillIdle()
    {
        var model = Array.FindIndex(jobs, job => job is not null);
        for (var lane = 0; lane < jobs.Length; lane++)
        {
            if (jobs[lane] is null)
                (arrays[lane], starts[lane], left[lane]) = (arrays[model], starts[model], left[model]);
        }
    }

    // As long as all lanes are busy that are now.
    private void Run()
    {
        var blocks = left.Min();
        for (var i = 0; i < blocks; i++)
            TakeBlocks(i * Sha1Steps.BlockLength);
        for (var lane = 0; lane < jobs.Length; lane++)
        {
            starts[lane] += blocks * Sha1Steps.BlockLength;
            left[lane] -= blocks;
        }
        for (var lane = 0; lane < jobs.Length; lane++)
        {
            if (left[lane] == 0 && jobs[lane] is { } job)
                End(lane, job);
        }
    }

    private void End(int lane, LaneJob<T> job)
    {
        var id = new Sha1State(chain[0][lane], chain[1][lane], chain[2][lane], chain[3][lane], chain[4][lane]).ToObjectId();
        job.Id = id;
        jobs[lane] = null;
        busy--;
        if (job.IsAttack)
            throw CollisionCheck.Error(id);
        done(job.Tag, id);
    }

    private void TakeBlocks(int offset)
    {
        LaneWords.Gather(arrays, starts, offset, words);
        LaneSteps.Compress(chain, words, early, late);
        var found = LaneConditions.Candidates(words);
        for (var lanes = ~Vector256.Equals(found, Vector256<uint>.Zero).ExtractMostSignificantBits() & 0xff; lanes != 0; lanes &= lanes - 1)
        {
            var lane = BitOperations.TrailingZeroCount(lanes);
            if (jobs[lane] is { } job)
                Note(job, lane, found[lane]);
        }
    }

    private void Note(LaneJob<T> job, int lane, uint vectors)
    {
        vectors = BitConditions.Narrow(vectors, MemoryMarshal.Cast<Vector256<uint>, uint>(words.AsSpan())[lane..], LaneWords.Lanes);
        for (; vectors != 0; vectors &= vectors - 1)
        {
            var vector = BitOperations.TrailingZeroCount(vectors);
            var (candidates, quiet) = CollisionCheck.QuietStepOf(vector) == LaneSteps.EarlyQuietStep ? (earlyCandidates, early) : (lateCandidates, late);
            candidates.Add(job, lane, CollisionCheck.DifferencesOf(vector), words, quiet, chain);
            if (candidates.Count == LaneWords.Lanes)
                candidates.Test(Accuse);
        }
    }

    private static void Accuse(LaneJob<T> job)
    {
        if (job.Id is { } id)
            throw CollisionCheck.Error(id);
        job.IsAttack = true;
    }
}

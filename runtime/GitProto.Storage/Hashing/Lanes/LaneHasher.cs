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
    private readonly Vector256<uint>[] before = new Vector256<uint>[5];
    private readonly Vector256<uint>[] quiet = new Vector256<uint>[5];
    private readonly LaneJob<T>?[] jobs = new LaneJob<T>?[LaneWords.Lanes];
    private readonly LaneCandidates<LaneJob<T>> candidates = new();
    private int busy;

    /// <summary>Takes a message.</summary>
    /// <param name="message">Its padded blocks, which must not change until it is done.</param>
    /// <param name="tag">Names it to the one who is told.</param>
    /// <exception cref="HashMismatchException">A message that was taken is a collision attack.</exception>
    public void Add(ArraySegment<byte> message, T tag)
    {
        var lane = Array.IndexOf(jobs, null);
        jobs[lane] = new(message, tag);
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
            Run();
        candidates.Test(Accuse);
    }

    // As long as all lanes are busy that are now.
    private void Run()
    {
        var blocks = int.MaxValue;
        foreach (var job in jobs)
            blocks = job is null ? blocks : Math.Min(blocks, job.Left);
        for (; blocks > 0; blocks--)
            TakeBlocks();
        for (var lane = 0; lane < jobs.Length; lane++)
        {
            if (jobs[lane] is { Left: 0 } job)
                End(lane, job);
        }
    }

    private void End(int lane, LaneJob<T> job)
    {
        var id = Get(chain, lane).ToObjectId();
        job.Id = id;
        jobs[lane] = null;
        busy--;
        if (job.IsAttack)
            throw CollisionCheck.Error(id);
        done(job.Tag, id);
    }

    private void TakeBlocks()
    {
        for (var lane = 0; lane < jobs.Length; lane++)
        {
            if (jobs[lane] is { } job)
                LaneWords.Load(job.Next(), lane, words);
        }
        LaneWords.Arrange(words);
        chain.AsSpan().CopyTo(before);
        LaneSteps.Compress(chain, words, quiet);
        var found = LaneConditions.Candidates(words);
        if (found == Vector256<uint>.Zero)
            return;
        for (var lane = 0; lane < jobs.Length; lane++)
        {
            if (found[lane] != 0 && jobs[lane] is { } job)
                Note(job, lane, found[lane]);
        }
    }

    private void Note(LaneJob<T> job, int lane, uint vectors)
    {
        for (; vectors != 0; vectors &= vectors - 1)
        {
            var vector = BitOperations.TrailingZeroCount(vectors);
            if (CollisionCheck.QuietStepOf(vector) != LaneSteps.QuietStep)
            {
                job.IsAttack |= Follows(vector, lane);
                continue;
            }
            candidates.Add(job, lane, CollisionCheck.DifferencesOf(vector), words, quiet, chain);
            if (candidates.Count == LaneWords.Lanes)
                candidates.Test(Accuse);
        }
    }

    private bool Follows(int vector, int lane)
    {
        Span<uint> own = stackalloc uint[Sha1Steps.Count];
        var all = MemoryMarshal.Cast<Vector256<uint>, uint>(words.AsSpan());
        for (var i = 0; i < own.Length; i++)
            own[i] = all[(i * LaneWords.Lanes) + lane];
        return CollisionCheck.Follows(vector, Get(before, lane), Get(chain, lane), own);
    }

    private static void Accuse(LaneJob<T> job)
    {
        if (job.Id is { } id)
            throw CollisionCheck.Error(id);
        job.IsAttack = true;
    }

    private static Sha1State Get(Vector256<uint>[] state, int lane) => new(state[0][lane], state[1][lane], state[2][lane], state[3][lane], state[4][lane]);
}

using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>SHA-1 that refuses what looks made to have the hash of something else. It finds what Git's finds, block by block.</summary>
internal sealed class DetectingSha1 : IObjectHash
{
    private const int Block = Sha1Steps.BlockLength;
    private static readonly int[] Starts = [.. Enumerable.Range(0, LaneWords.Lanes).Select(lane => lane * Block)];
    private readonly byte[] held = new byte[LaneWords.Lanes * Block];
    private readonly byte[][] lanes = new byte[LaneWords.Lanes][];
    private readonly Vector256<uint>[] words = new Vector256<uint>[Sha1Steps.Count];
    private readonly bool useVectors;
    private Sha1State chain = Sha1State.Initial;
    private long length;
    private bool isAttack;

    /// <summary>Makes one as the machine likes it.</summary>
    public DetectingSha1()
        : this(Vector256.IsHardwareAccelerated)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="useVectors">Whether eight blocks are expanded and looked at together; else one after the other.</param>
    public DetectingSha1(bool useVectors)
    {
        this.useVectors = useVectors;
        Array.Fill(lanes, held);
    }

    public ObjectFormat Format => ObjectFormat.Sha1;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var used = (int)(length % held.Length);
        length += bytes.Length;
        while (used + bytes.Length >= held.Length)
        {
            var taken = held.Length - used;
            bytes[..taken].CopyTo(held.AsSpan(used));
            bytes = bytes[taken..];
            used = 0;
            Take(held.Length);
        }
        bytes.CopyTo(held.AsSpan(used));
    }

    public ObjectId Finish()
    {
        Pad();
        var id = chain.ToObjectId();
        var wasAttack = isAttack;
        (chain, length, isAttack) = (Sha1State.Initial, 0, false);
        return wasAttack ? throw CollisionCheck.Error(id) : id;
    }

    public void Dispose()
    {
    }

    private void Pad()
    {
        var used = (int)(length % held.Length);
        held[used++] = 0x80;
        if (used % Block > Block - 8)
            Clear(ref used);
        if (used == held.Length)
        {
            Take(held.Length);
            used = 0;
        }
        Clear(ref used);
        BinaryPrimitives.WriteInt64BigEndian(held.AsSpan(used - 8), length * 8);
        Take(used);
    }

    // To the end of the block.
    private void Clear(ref int used)
    {
        var end = (used / Block * Block) + Block;
        held.AsSpan(used, end - used).Clear();
        used = end;
    }

    private void Take(int length)
    {
        if (useVectors)
            TakeTogether(length);
        else
            TakeApart(length);
    }

    private void TakeTogether(int length)
    {
        LaneWords.Gather(lanes, Starts, 0, words);
        LaneSteps.Expand(words);
        var candidates = LaneConditions.Candidates(words);
        var all = MemoryMarshal.Cast<Vector256<uint>, uint>(words.AsSpan());
        for (var i = 0; i < length / Block; i++)
        {
            var before = chain;
            Sha1Steps.CompressLane(ref chain, all, i);
            var left = BitConditions.Narrow(candidates[i], all[i..], LaneWords.Lanes);
            if (left != 0)
                isAttack |= IsAttack(before, all, i, left);
        }
    }

    private bool IsAttack(in Sha1State before, ReadOnlySpan<uint> all, int lane, uint candidates)
    {
        Span<uint> own = stackalloc uint[Sha1Steps.Count];
        LaneWords.Copy(all, lane, own);
        return CollisionCheck.IsAttack(before, chain, own, candidates);
    }

    private void TakeApart(int length)
    {
        Span<uint> own = stackalloc uint[Sha1Steps.Count];
        for (var i = 0; i < length / Block; i++)
        {
            Sha1Steps.Expand(held.AsSpan(i * Block), own);
            var before = chain;
            Sha1Steps.Compress(ref chain, own);
            isAttack |= CollisionCheck.IsAttack(before, chain, own);
        }
    }
}

using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <summary>SHA-1 that refuses what looks made to have the hash of something else. It finds what Git's finds, block by block.</summary>
/// <param name="useVectors">Whether the conditions of eight blocks are looked at together; else those of one after the other.</param>
internal sealed class DetectingSha1(bool useVectors) : IObjectHash
{
    private const int Block = Sha1Steps.BlockLength;
    private readonly byte[] held = new byte[LaneWords.Lanes * Block];
    private readonly Vector256<uint>[] words = new Vector256<uint>[Sha1Steps.Count];
    private Sha1State chain = Sha1State.Initial;
    private long length;
    private bool isAttack;

    /// <summary>Makes one as the machine likes it.</summary>
    public DetectingSha1()
        : this(Vector256.IsHardwareAccelerated)
    {
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
            Take(held);
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
            Take(held);
            used = 0;
        }
        Clear(ref used);
        BinaryPrimitives.WriteInt64BigEndian(held.AsSpan(used - 8), length * 8);
        Take(held.AsSpan(0, used));
    }

    // To the end of the block.
    private void Clear(ref int used)
    {
        var end = (used / Block * Block) + Block;
        held.AsSpan(used, end - used).Clear();
        used = end;
    }

    private void Take(ReadOnlySpan<byte> blocks)
    {
        Span<uint> own = stackalloc uint[Sha1Steps.Count];
        var candidates = useVectors ? CandidatesOf(blocks) : Vector256<uint>.Zero;
        for (var i = 0; i < blocks.Length / Block; i++)
        {
            Sha1Steps.Expand(blocks[(i * Block)..], own);
            var before = chain;
            Sha1Steps.Compress(ref chain, own);
            isAttack |= CollisionCheck.IsAttack(before, chain, own, useVectors ? candidates[i] : BitConditions.Candidates(own));
        }
    }

    private Vector256<uint> CandidatesOf(ReadOnlySpan<byte> blocks)
    {
        for (var i = 0; i < blocks.Length / Block; i++)
            LaneWords.Load(blocks.Slice(i * Block, Block), i, words);
        LaneWords.Arrange(words);
        LaneSteps.Expand(words);
        return LaneConditions.Candidates(words);
    }
}

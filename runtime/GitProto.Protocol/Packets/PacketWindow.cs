using System.Buffers;

namespace GitProto.Protocol;

/// <summary>
/// What was read of a pipe and is not consumed. Steps within the first segment, where nearly all packets lie whole, cost an addition; slicing the sequence
/// for each would cost more than all else that is done with a line.
/// </summary>
internal struct PacketWindow
{
    private ReadOnlySequence<byte> sequence;
    private ReadOnlyMemory<byte> first;
    private int at;
    private byte[] scratch;

    /// <summary>How many bytes there are.</summary>
    public long Length { get; private set; }

    /// <summary>Where the first of them is.</summary>
    public readonly SequencePosition Start => sequence.GetPosition(at);

    /// <summary>Behind the last of them.</summary>
    public readonly SequencePosition End => sequence.End;

    /// <summary>Takes what a pipe gave.</summary>
    public void Set(in ReadOnlySequence<byte> read)
    {
        (sequence, first, at) = (read, read.First, 0);
        Length = read.Length;
    }

    /// <summary>Consumes bytes.</summary>
    public void Skip(int count)
    {
        Length -= count;
        if (count < first.Length - at)
        {
            at += count;
            return;
        }
        sequence = sequence.Slice((long)at + count);
        (first, at) = (sequence.First, 0);
    }

    /// <summary>Bytes in one piece; valid until the next call, or until the pipe is told that they are consumed.</summary>
    public ReadOnlyMemory<byte> Peek(int offset, int length)
    {
        if (length <= first.Length - at - offset)
            return first.Slice(at + offset, length);
        if (scratch is null || scratch.Length < length)
            scratch = new byte[Framing.MaxPacketRead];
        sequence.Slice((long)at + offset, length).CopyTo(scratch);
        return scratch.AsMemory(0, length);
    }
}

using System.Buffers.Binary;

namespace GitProto.Storage;

/// <summary>Reads bits, lowest first, from a piece of input and from what earlier pieces left over.</summary>
internal ref struct BitInput(ReadOnlySpan<byte> input, ulong bits, int count)
{
    /// <summary>The piece of input.</summary>
    public readonly ReadOnlySpan<byte> Input = input;

    /// <summary>Bits taken from the input and not yet used; those above <see cref="Count"/> are zero.</summary>
    public ulong Bits = bits;

    /// <summary>How many bits wait in <see cref="Bits"/>: at most 63.</summary>
    public int Count = count;

    /// <summary>How many bytes of the input were taken.</summary>
    public int Position;

    /// <summary>Takes bytes until at least so many bits wait, or the input ends.</summary>
    /// <param name="wanted">At most 56.</param>
    public bool Need(int wanted)
    {
        while (Count < wanted)
        {
            if (Position == Input.Length)
                return false;
            Bits |= (ulong)Input[Position++] << Count;
            Count += 8;
        }
        return true;
    }

    /// <summary>Takes as many bytes as fit.</summary>
    public void Fill()
    {
        if (Input.Length - Position >= 8)
        {
            var taken = (63 - Count) >> 3;
            Bits |= BinaryPrimitives.ReadUInt64LittleEndian(Input[Position..]) << Count;
            Position += taken;
            Count += taken * 8;
            Bits &= (1UL << Count) - 1;
        }
        else
            Need(56);
    }

    /// <summary>Uses up bits that wait.</summary>
    public uint Take(int count)
    {
        var value = (uint)(Bits & ((1UL << count) - 1));
        Bits >>= count;
        Count -= count;
        return value;
    }

    /// <summary>Uses up the rest of the current byte.</summary>
    public void Align() => Take(Count & 7);

    /// <summary>Returns whole bytes that wait to the input they came from.</summary>
    public void GiveBack()
    {
        var bytes = Math.Min(Count >> 3, Position);
        Position -= bytes;
        Count -= bytes * 8;
        Bits &= (1UL << Count) - 1;
    }
}

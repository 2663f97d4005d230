using System.Buffers.Binary;

namespace GitProto.Storage.Tests.Fuzzing;

/// <summary>Makes inputs of valid ones: bytes changed, lengths overwritten, pieces taken out, doubled, and put in from other inputs.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds)
{
    /// <summary>The longest input, in bytes.</summary>
    public const int MaxLength = 16 << 10;

    private static readonly ulong[] Numbers = [0, 1, 2, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff, 0x7fffffffffffffff, ulong.MaxValue];
    private static readonly byte[] Bytes = [.. "\0\n\r\t \"#%-./0179:;<>?@AZ[\\]^_`az{~"u8, 0x7f, 0x80, 0xc0, 0xff];
    private readonly byte[] buffer = new byte[MaxLength];
    private int length;

    /// <summary>Makes an input; valid until the next one.</summary>
    public Span<byte> Make(ref FuzzRandom random)
    {
        var seed = Seed(ref random);
        seed.CopyTo(buffer);
        length = seed.Length;
        // A few inputs stay as they are: what is valid has to pass.
        for (var changes = random.Below(6); changes > 0; changes--)
            Change(ref random);
        return buffer.AsSpan(0, length);
    }

    private ReadOnlySpan<byte> Seed(ref FuzzRandom random)
    {
        ReadOnlySpan<byte> seed = seeds[random.Below(seeds.Count)];
        return seed[..Math.Min(seed.Length, MaxLength)];
    }

    private void Change(ref FuzzRandom random)
    {
        var kind = random.Below(10);
        if (length == 0)
        {
            buffer[length++] = (byte)random.Below(256);
            return;
        }
        var at = random.Below(length);
        switch (kind)
        {
            case 0 or 1:
                buffer[at] ^= (byte)(1 << random.Below(8));
                break;
            case 2:
                buffer[at] = Bytes[random.Below(Bytes.Length)];
                break;
            case 3:
                buffer[at] = (byte)random.Below(256);
                break;
            case 4:
                WriteNumber(at, Numbers[random.Below(Numbers.Length)], 1 << random.Below(4));
                break;
            case 5:
                Remove(at, 1 + random.Below(random.Below(8) == 0 ? length : 16));
                break;
            case 6:
                Insert(at, buffer.AsSpan(at, Math.Min(length - at, 1 + random.Below(64))).ToArray());
                break;
            case 7:
                InsertRandom(at, ref random);
                break;
            case 8:
                Splice(at, ref random);
                break;
            default:
                Move(at, ref random);
                break;
        }
    }

    private void WriteNumber(int at, ulong value, int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        width = Math.Min(width, length - at);
        bytes[^width..].CopyTo(buffer.AsSpan(at));
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, length - at);
        buffer.AsSpan((at + count)..length).CopyTo(buffer.AsSpan(at));
        length -= count;
    }

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, MaxLength - length)];
        buffer.AsSpan(at..length).CopyTo(buffer.AsSpan(at + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(at));
        length += bytes.Length;
    }

    private void InsertRandom(int at, ref FuzzRandom random)
    {
        Span<byte> bytes = stackalloc byte[1 + random.Below(12)];
        foreach (ref var value in bytes)
            value = random.Below(2) == 0 ? Bytes[random.Below(Bytes.Length)] : (byte)random.Below(256);
        Insert(at, bytes);
    }

    // The rest of it, or a piece, becomes that of another input.
    private void Splice(int at, ref FuzzRandom random)
    {
        var other = Seed(ref random);
        if (other.IsEmpty)
            return;
        var from = random.Below(other.Length);
        if (random.Below(2) == 0)
            length = at;
        var piece = other.Slice(from, Math.Min(other.Length - from, 1 + random.Below(random.Below(3) == 0 ? other.Length : 64)));
        Insert(at, piece);
    }

    private void Move(int at, ref FuzzRandom random)
    {
        var count = Math.Min(length - at, 1 + random.Below(40));
        var piece = buffer.AsSpan(at, count).ToArray();
        Remove(at, count);
        Insert(random.Below(length + 1), piece);
    }
}

namespace GitProto.Storage;

/// <summary>Makes deltas, at the cost of one look at each byte of the target; one after the other, in the same buffer.</summary>
internal sealed class DeltaEncoder
{
    // The most that one operation inserts, and copies.
    private const int MaxInsert = 127;
    private const int MaxCopy = 0x10000;
    private const int MaxOperation = 8;
    private byte[] buffer = new byte[1024];
    private int length;

    /// <summary>The delta made last.</summary>
    public ReadOnlySpan<byte> Delta => buffer.AsSpan(0, length);

    /// <summary>Makes a delta.</summary>
    /// <param name="index">The base.</param>
    /// <param name="target">What is to be made of it.</param>
    /// <param name="maxLength">The longest delta wanted, in bytes.</param>
    /// <returns>False if it would be longer.</returns>
    public bool TryEncode(DeltaIndex index, ReadOnlySpan<byte> target, long maxLength)
    {
        length = 0;
        WriteSize(index.Source.Length);
        WriteSize(target.Length);
        var (position, literals) = (0, 0);
        var hash = target.Length >= RollingHash.Length ? RollingHash.Of(target) : 0;
        while (position <= target.Length - RollingHash.Length)
        {
            if (length + (position - literals) > maxLength)
                return false;
            var found = index.Find(hash, target[position..], out var offset);
            if (found > 0)
            {
                for (; position > literals && offset > 0 && index.Source[offset - 1] == target[position - 1]; position--, offset--)
                    found++;
                Insert(target[literals..position]);
                Copy(offset, found);
                position += found;
                literals = position;
                if (position <= target.Length - RollingHash.Length)
                    hash = RollingHash.Of(target[position..]);
                continue;
            }
            if (position < target.Length - RollingHash.Length)
                hash = RollingHash.Roll(hash, target[position], target[position + RollingHash.Length]);
            position++;
        }
        if (length + (target.Length - literals) > maxLength)
            return false;
        Insert(target[literals..]);
        return length <= maxLength;
    }

    private void WriteSize(long size)
    {
        Reserve(DeltaHeader.MaxLength);
        for (; size >= 0x80; size >>= 7)
            buffer[length++] = (byte)((size & 0x7f) | 0x80);
        buffer[length++] = (byte)size;
    }

    private void Insert(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, MaxInsert);
            Reserve(1 + count);
            buffer[length++] = (byte)count;
            bytes[..count].CopyTo(buffer.AsSpan(length));
            length += count;
            bytes = bytes[count..];
        }
    }

    private void Copy(int offset, int count)
    {
        while (count > 0)
        {
            var part = Math.Min(count, MaxCopy);
            Reserve(MaxOperation);
            var (at, code) = (length++, 0x80);
            for (var bit = 0; bit < 4; bit++)
                code |= Append((byte)((offset >> (8 * bit)) & 0xff), 1 << bit);
            // The largest part is written as no size at all.
            for (var bit = 0; bit < 2 && part < MaxCopy; bit++)
                code |= Append((byte)((part >> (8 * bit)) & 0xff), 0x10 << bit);
            buffer[at] = (byte)code;
            offset += part;
            count -= part;
        }
    }

    private int Append(byte value, int flag)
    {
        if (value == 0)
            return 0;
        buffer[length++] = value;
        return flag;
    }

    private void Reserve(int room)
    {
        if (length + room > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + room));
    }
}

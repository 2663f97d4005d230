using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>Steps through the entries of a tree.</summary>
public ref struct TreeEnumerator
{
    private readonly ObjectFormat format;
    private ReadOnlySpan<byte> rest;

    internal TreeEnumerator(ObjectFormat format, ReadOnlySpan<byte> content)
    {
        this.format = format;
        rest = content;
    }

    /// <summary>The entry.</summary>
    public TreeEntry Current { get; private set; }

    /// <summary>How many bytes are left behind the entry.</summary>
    internal readonly int Left => rest.Length;

    /// <summary>Reads the next entry.</summary>
    /// <exception cref="ObjectRefusedException">The tree is cut off, a mode is not octal or does not fit, or a name is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        var space = rest[..Math.Min(rest.Length, 12)].IndexOf((byte)' ');
        var end = rest.IndexOf((byte)0);
        var width = format.ByteLength();
        if (end < 0 || rest.Length - end - 1 < width)
            throw new ObjectRefusedException("A tree is cut off in the middle of an entry.");
        if (space <= 0 || space > end)
            throw new ObjectRefusedException("The mode of a tree entry is malformed.");
        if (space + 1 == end)
            throw new ObjectRefusedException("The name of a tree entry is empty.");
        Current = new TreeEntry(ReadMode(rest[..space]), rest[(space + 1)..end], rest.Slice(end + 1, width));
        rest = rest[(end + 1 + width)..];
        return true;
    }

    private static int ReadMode(ReadOnlySpan<byte> digits)
    {
        var mode = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                throw new ObjectRefusedException("The mode of a tree entry is malformed.");
            mode = (mode << 3) | (digit - '0');
            if (mode > 0xFFFF)
                throw new ObjectRefusedException("The mode of a tree entry does not fit in 16 bits.");
        }
        return mode;
    }
}

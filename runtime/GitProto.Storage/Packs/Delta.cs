using System.Runtime.CompilerServices;

namespace GitProto.Storage;

/// <summary>Applies deltas. What is wrong comes back as the end of a sentence, so that the caller can say where.</summary>
internal static class Delta
{
    // Git takes no shorter one: two sizes and one operation that does something.
    private const int MinLength = 4;

    /// <summary>Makes an object from its base.</summary>
    /// <param name="delta">The inflated delta.</param>
    /// <param name="source">The base.</param>
    /// <param name="target">Exactly as long as the result the delta declares.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Apply(ReadOnlySpan<byte> delta, ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (delta.Length < MinLength)
            return "its delta is shorter than 4 bytes";
        if (DeltaHeader.TryRead(delta, out var header) is { } problem)
            return problem;
        if (header.BaseSize != source.Length)
            return $"its delta is for a base of {header.BaseSize} bytes, but the base has {source.Length}";
        if (header.ResultSize != target.Length)
            return $"its delta makes {header.ResultSize} bytes where {target.Length} are expected";
        var done = 0;
        for (var position = header.Length; position < delta.Length;)
        {
            if (NextOperation(delta, ref position, out var operation) is { } wrong)
                return wrong;
            if (operation.Length > target.Length - done)
                return "its delta makes more than it declares";
            if (operation.IsCopy)
            {
                if (operation.Offset + operation.Length > source.Length)
                    return $"its delta copies {operation.Length} bytes at {operation.Offset} of a base of {source.Length}";
                source.Slice((int)operation.Offset, operation.Length).CopyTo(target[done..]);
            }
            else
                delta.Slice((int)operation.Offset, operation.Length).CopyTo(target[done..]);
            done += operation.Length;
        }
        return done == target.Length ? null : $"its delta makes {done} bytes where it declares {target.Length}";
    }

    /// <summary>Adds up what the operations make, so that a declared size can be doubted before room is made for it.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Measure(ReadOnlySpan<byte> delta)
    {
        if (DeltaHeader.TryRead(delta, out var header) is { } problem)
            return problem;
        var size = 0L;
        for (var position = header.Length; position < delta.Length;)
        {
            if (NextOperation(delta, ref position, out var operation) is { } wrong)
                return wrong;
            size += operation.Length;
        }
        return size == header.ResultSize ? null : $"its delta makes {size} bytes where it declares {header.ResultSize}";
    }

    /// <summary>Reads the operation at a position, and goes on behind it.</summary>
    /// <returns>What is wrong, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string? NextOperation(ReadOnlySpan<byte> delta, ref int position, out DeltaOperation operation)
    {
        operation = default;
        var code = delta[position++];
        if (code == 0)
            return "its delta has the reserved operation 0";
        if (code < 0x80)
        {
            if (code > delta.Length - position)
                return "its delta ends inside an insertion";
            operation = new(false, position, code);
            position += code;
            return null;
        }
        var (offset, length) = (0u, 0u);
        for (var bit = 0; bit < 7; bit++)
        {
            if ((code & (1 << bit)) == 0)
                continue;
            if (position == delta.Length)
                return "its delta ends inside a copy";
            var value = (uint)delta[position++];
            if (bit < 4)
                offset |= value << (8 * bit);
            else
                length |= value << (8 * (bit - 4));
        }
        operation = new(true, offset, length == 0 ? 0x10000 : (int)length);
        return null;
    }
}

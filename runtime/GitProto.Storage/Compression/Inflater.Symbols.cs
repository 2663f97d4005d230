using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GitProto.Storage;

/// <content>The body of a compressed block: a fast loop as long as there is plenty of input and room, a careful one at the edges.</content>
internal sealed partial class Inflater
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private InflateStatus ReadSymbols(ref BitInput reader, Span<byte> output, int limit, ref int position)
    {
        var start = position;
        while (true)
        {
            if (reader.Input.Length - reader.Position >= 16 && limit - position >= 4 && output.Length - position >= Slack)
            {
                var problem = ReadFast(ref reader, output, limit, ref position);
                if (problem is not null)
                    return Fail(problem);
            }
            reader.Fill();
            var entry = literals.Find(reader.Bits);
            var width = (int)(entry & 15);
            if (width > reader.Count)
                return InflateStatus.NeedInput;
            if ((entry & DeflateCodes.Literal) != 0)
            {
                if (position == limit)
                    return InflateStatus.OutputFull;
                output[position++] = (byte)(entry >> 16);
                reader.Take(width);
            }
            else if ((entry & DeflateCodes.EndOfBlock) != 0)
            {
                reader.Take(width);
                return EndBlock(position > start);
            }
            else if ((entry & DeflateCodes.Bad) != 0)
                return Fail(BadLiteral);
            else if (ReadMatch(ref reader, entry, output, limit, ref position) is var status and not InflateStatus.Done)
                return status;
        }
    }

    private const string BadLiteral = "a deflate block uses a code of no literal or length";
    private const string BadDistance = "a deflate block uses a code of no distance";
    private const string TooFar = "a deflate match reaches back before the first byte";

    // Takes the whole match or, if input or room do not suffice, nothing of it.
    private InflateStatus ReadMatch(ref BitInput reader, uint entry, Span<byte> output, int limit, ref int position)
    {
        var width = (int)(entry & 15);
        var extra = (int)((entry >> 4) & 15);
        var code = distances.Find(reader.Bits >> (width + extra));
        var (codeWidth, codeExtra) = ((int)(code & 15), (int)((code >> 4) & 15));
        if (width + extra + codeWidth > reader.Count)
            return InflateStatus.NeedInput;
        if ((code & DeflateCodes.Bad) != 0)
            return Fail(BadDistance);
        if (width + extra + codeWidth + codeExtra > reader.Count)
            return InflateStatus.NeedInput;
        var length = (int)((entry >> 16) + ((reader.Bits >> width) & ((1u << extra) - 1)));
        if (length > limit - position)
            return InflateStatus.OutputFull;
        reader.Take(width + extra + codeWidth);
        var distance = (int)((code >> 16) + reader.Take(codeExtra));
        if (distance > position)
            return Fail(TooFar);
        for (var end = position + length; position < end; position++)
            output[position] = output[position - distance];
        return InflateStatus.Done;
    }

    // Returns at the end of the block's easy part with the next symbol untouched; gives a problem or null.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? ReadFast(ref BitInput reader, Span<byte> output, int limit, ref int position)
    {
        unchecked
        {
            var input = reader.Input;
            var literalTable = literals.Entries;
            var literalMask = (1u << literals.MainBits) - 1;
            var (bits, count, from, to) = (reader.Bits, reader.Count, reader.Position, position);
            var lastFrom = input.Length - 16;
            var lastTo = Math.Min(limit - 4, output.Length - Slack);
            string? problem = null;
            while (from <= lastFrom && to <= lastTo)
            {
                bits |= BinaryPrimitives.ReadUInt64LittleEndian(input[from..]) << count;
                from += (63 - count) >> 3;
                count |= 56;
                var entry = literalTable[(int)((uint)bits & literalMask)];
                if ((entry & DeflateCodes.Literal) != 0)
                {
                    output[to++] = (byte)(entry >> 16);
                    bits >>= (int)(entry & 15);
                    count -= (int)(entry & 15);
                    entry = literalTable[(int)((uint)bits & literalMask)];
                    if ((entry & DeflateCodes.Literal) != 0)
                    {
                        output[to++] = (byte)(entry >> 16);
                        bits >>= (int)(entry & 15);
                        count -= (int)(entry & 15);
                        entry = literalTable[(int)((uint)bits & literalMask)];
                        if ((entry & DeflateCodes.Literal) != 0)
                        {
                            output[to++] = (byte)(entry >> 16);
                            bits >>= (int)(entry & 15);
                            count -= (int)(entry & 15);
                            continue;
                        }
                    }
                    bits |= BinaryPrimitives.ReadUInt64LittleEndian(input[from..]) << count;
                    from += (63 - count) >> 3;
                    count |= 56;
                }
                if ((entry & DeflateCodes.Special) != 0)
                {
                    if ((entry & DeflateCodes.SubTable) == 0)
                        break;
                    entry = literals.Find(bits);
                    if ((entry & DeflateCodes.Special) != 0)
                        break;
                    if ((entry & DeflateCodes.Literal) != 0)
                    {
                        output[to++] = (byte)(entry >> 16);
                        bits >>= (int)(entry & 15);
                        count -= (int)(entry & 15);
                        continue;
                    }
                }
                var width = (int)(entry & 15);
                var extra = (int)((entry >> 4) & 15);
                var length = (int)((entry >> 16) + ((uint)(bits >> width) & ((1u << extra) - 1)));
                if (length > limit - to)
                    break;
                bits >>= width + extra;
                var code = distances.Find(bits);
                if ((code & DeflateCodes.Bad) != 0)
                {
                    problem = BadDistance;
                    break;
                }
                width += extra;
                extra = (int)((code >> 4) & 15);
                bits >>= (int)(code & 15);
                var distance = (int)((code >> 16) + ((uint)bits & ((1u << extra) - 1)));
                bits >>= extra;
                count -= width + (int)(code & 15) + extra;
                if (distance > to)
                {
                    problem = TooFar;
                    break;
                }
                Copy(output, to, distance, length);
                to += length;
            }
            reader.Bits = bits & ((1UL << count) - 1);
            (reader.Count, reader.Position, position) = (count, from, to);
            return problem;
        }
    }

    // May write up to 15 bytes more than asked for; the slack has room for them.
    private static void Copy(Span<byte> output, int to, int distance, int length)
    {
        unchecked
        {
            var end = to + length;
            if (distance >= 16)
            {
                for (; to < end; to += 16)
                    Vector128.Create<byte>(output.Slice(to - distance, 16)).CopyTo(output.Slice(to, 16));
            }
            else if (distance == 1)
                output.Slice(to, length).Fill(output[to - 1]);
            else
            {
                for (; to < end; to++)
                    output[to] = output[to - distance];
            }
        }
    }
}

using System.Buffers;
using System.Text;

namespace GitProto.Protocol;

/// <summary>Takes a line apart from left to right, without looking back. Generated readers are made of these steps.</summary>
public ref struct LineScanner
{
    private static readonly SearchValues<byte> KeyBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);
    private readonly ReadOnlySpan<byte> line;

    /// <summary>Begins at the start of a line, which has no LF at its end.</summary>
    public LineScanner(ReadOnlySpan<byte> line) => this.line = line;

    /// <summary>How many bytes were taken.</summary>
    public int Position { get; private set; }

    /// <summary>Why the last step failed.</summary>
    public ReadErrorKind Failure { get; private set; }

    /// <summary>True if nothing is left.</summary>
    public readonly bool AtEnd => Position == line.Length;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<byte> Rest => line[Position..];

    /// <summary>Takes these bytes.</summary>
    public bool Literal(ReadOnlySpan<byte> bytes)
    {
        if (!Rest.StartsWith(bytes))
            return Fail(ReadErrorKind.NoLine);
        Position += bytes.Length;
        return true;
    }

    /// <summary>True if these bytes come next; takes nothing.</summary>
    public readonly bool Sees(ReadOnlySpan<byte> bytes) => Rest.StartsWith(bytes);

    /// <summary>Takes these letters of ASCII, each in either case.</summary>
    public bool Letters(ReadOnlySpan<byte> letters)
    {
        if (!SeesLetters(letters))
            return Fail(ReadErrorKind.NoLine);
        Position += letters.Length;
        return true;
    }

    /// <summary>True if these letters of ASCII come next, each in either case; takes nothing.</summary>
    public readonly bool SeesLetters(ReadOnlySpan<byte> letters) => Rest.Length >= letters.Length && Ascii.EqualsIgnoreCase(Rest[..letters.Length], letters);

    /// <summary>Takes an object id of the conversation's width, and notes the width if it was not known.</summary>
    public bool Oid(WireContext context, out ObjectId id)
    {
        id = default;
        var digits = DigitCount();
        if (digits is not (40 or 64) || !ObjectId.TryParse(Rest[..digits], out id))
            return Fail(ReadErrorKind.BadField);
        if (!context.Accepts(id.Format))
            return Fail(ReadErrorKind.BadOidWidth);
        Position += digits;
        return true;
    }

    /// <summary>Takes an object id that is not zero.</summary>
    public bool NonZeroOid(WireContext context, out ObjectId id)
    {
        var start = Position;
        if (!Oid(context, out id))
            return false;
        if (!id.IsZero)
            return true;
        Position = start;
        return Fail(ReadErrorKind.BadField);
    }

    /// <summary>Takes the zero id.</summary>
    public bool ZeroOid(WireContext context)
    {
        var start = Position;
        if (!Oid(context, out var id))
            return false;
        if (id.IsZero)
            return true;
        Position = start;
        return Fail(ReadErrorKind.BadField);
    }

    /// <summary>Takes decimal digits, without sign, up to the largest 64-bit number.</summary>
    public bool Number(out long number)
    {
        number = 0;
        var i = Position;
        for (; i < line.Length && line[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            var digit = line[i] - '0';
            if (number > (long.MaxValue - digit) / 10)
                return Fail(ReadErrorKind.BadField);
            number = (number * 10) + digit;
        }
        if (i == Position)
            return Fail(ReadErrorKind.BadField);
        Position = i;
        return true;
    }

    /// <summary>Takes everything before the first of some bytes, or everything.</summary>
    /// <param name="stops">Bytes that may follow the field.</param>
    /// <param name="field">What was taken.</param>
    /// <param name="minimum">How many bytes it must have.</param>
    public bool Until(ReadOnlySpan<byte> stops, out ReadOnlySpan<byte> field, int minimum = 1)
    {
        var length = stops.IsEmpty ? -1 : Rest.IndexOfAny(stops);
        field = length < 0 ? Rest : Rest[..length];
        if (field.Length < minimum)
            return Fail(ReadErrorKind.BadField);
        Position += field.Length;
        return true;
    }

    /// <summary>Takes a word: no space and no control byte.</summary>
    public bool Word(ReadOnlySpan<byte> stops, out ReadOnlySpan<byte> field)
    {
        var start = Position;
        if (!Until(stops, out field))
            return false;
        foreach (var b in field)
        {
            if (b is <= 0x20 or 0x7f)
            {
                Position = start;
                return Fail(ReadErrorKind.BadField);
            }
        }
        return true;
    }

    /// <summary>Takes a capability: a key of letters, digits, <c>-</c> and <c>_</c>, and perhaps a value behind <c>=</c>.</summary>
    public bool Capability(ReadOnlySpan<byte> stops, out ReadOnlySpan<byte> field)
    {
        var start = Position;
        if (!Until(stops, out field))
            return false;
        var equals = field.IndexOf((byte)'=');
        var key = equals < 0 ? field : field[..equals];
        if (!key.IsEmpty && !key.ContainsAnyExcept(KeyBytes))
            return true;
        Position = start;
        return Fail(ReadErrorKind.BadField);
    }

    private readonly int DigitCount()
    {
        var rest = Rest;
        var i = 0;
        while (i < rest.Length && i <= 64 && Hex.Value(rest[i]) >= 0)
            i++;
        return i;
    }

    private bool Fail(ReadErrorKind kind)
    {
        Failure = kind;
        return false;
    }
}

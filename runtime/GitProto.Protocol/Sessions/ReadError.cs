namespace GitProto.Protocol;

/// <summary>The attempt to read a line that got furthest before it failed.</summary>
public struct ReadError
{
    /// <summary>What is wrong.</summary>
    public ReadErrorKind Kind { get; private set; }

    /// <summary>The byte of the line where it is wrong.</summary>
    public int Offset { get; private set; }

    /// <summary>The line that was tried.</summary>
    public int Element { get; private set; }

    /// <summary>The field that is wrong, or null.</summary>
    public string? Field { get; private set; }

    /// <summary>Keeps an attempt if it got further than the one before.</summary>
    /// <returns>False, for the reader to return.</returns>
    public bool Fail(ReadErrorKind kind, int offset, int element, string? field = null)
    {
        if (Kind is ReadErrorKind.None || Rank(kind) > Rank(Kind) || (Rank(kind) == Rank(Kind) && offset > Offset))
            (Kind, Offset, Element, Field) = (kind, offset, element, field);
        return false;
    }

    internal readonly string Describe(WireSpec spec) => Kind switch
    {
        ReadErrorKind.BadField => $"<{Field}> is wrong at byte {Offset} of the line",
        ReadErrorKind.BadOidWidth => $"<{Field}> is an object id of another hash",
        ReadErrorKind.TrailingBytes => $"there is more after byte {Offset} of the line",
        ReadErrorKind.GateClosed => $"no capability allows {spec.ElementName(Element)} here",
        ReadErrorKind.TooMany => $"{spec.ElementName(Element)} may come once only",
        ReadErrorKind.Missing => $"{spec.ElementName(Element)} is missing",
        _ => "no line matches",
    };

    private static int Rank(ReadErrorKind kind) => kind switch
    {
        ReadErrorKind.None => 0,
        ReadErrorKind.NoLine => 1,
        ReadErrorKind.GateClosed => 3,
        _ => 2,
    };
}

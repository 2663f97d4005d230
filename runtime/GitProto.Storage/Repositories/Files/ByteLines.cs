namespace GitProto.Storage;

/// <summary>The lines of a small text file. LF alone ends a line: CR and the line ends of Unicode do not.</summary>
internal ref struct ByteLines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> rest = text;

    /// <summary>The line, without its LF.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Counts from 1.</summary>
    public int Number { get; private set; }

    /// <summary>False if the file ends before the line does.</summary>
    public bool IsTerminated { get; private set; }

    /// <summary>Itself, so that it can be enumerated.</summary>
    public readonly ByteLines GetEnumerator() => this;

    /// <summary>Goes to the next line.</summary>
    public bool MoveNext()
    {
        if (rest.IsEmpty)
            return false;
        var end = rest.IndexOf((byte)'\n');
        IsTerminated = end >= 0;
        Current = IsTerminated ? rest[..end] : rest;
        rest = IsTerminated ? rest[(end + 1)..] : default;
        Number++;
        return true;
    }
}

namespace GitProto.Server;

/// <summary>Takes a pattern apart.</summary>
internal ref struct GlobReader(ReadOnlySpan<byte> pattern, bool stopsAtSlash)
{
    private readonly ReadOnlySpan<byte> pattern = pattern;
    private readonly bool stopsAtSlash = stopsAtSlash;
    private int at;

    /// <summary>Reads it.</summary>
    /// <returns>False if it is malformed.</returns>
    public bool Read(List<GlobToken> tokens)
    {
        while (at < pattern.Length)
        {
            var value = pattern[at++];
            if (value == '*')
                tokens.Add(new GlobToken(Stars()));
            else if (value == '?')
                tokens.Add(new GlobToken(GlobTokenKind.Set, Set: All()));
            else if (value == '[')
            {
                if (!TryReadSet(out var set))
                    return false;
                tokens.Add(new GlobToken(GlobTokenKind.Set, Set: set));
            }
            else if (value != '\\')
                tokens.Add(new GlobToken(GlobTokenKind.Byte, value));
            else if (at < pattern.Length)
                tokens.Add(new GlobToken(GlobTokenKind.Byte, pattern[at++]));
            else
                return false;
        }
        return true;
    }

    private GlobTokenKind Stars()
    {
        var before = at - 1;
        while (at < pattern.Length && pattern[at] == '*')
            at++;
        if (!stopsAtSlash)
            return GlobTokenKind.Anything;
        if (at - before < 2 || (before > 0 && pattern[before - 1] != '/') || (at < pattern.Length && pattern[at] != '/'))
            return GlobTokenKind.Star;
        if (at == pattern.Length)
            return GlobTokenKind.Anything;
        at++;
        return GlobTokenKind.Directories;
    }

    private readonly bool[] All()
    {
        var set = new bool[256];
        Array.Fill(set, true);
        set['/'] = !stopsAtSlash;
        return set;
    }

    private bool TryReadSet(out bool[] set)
    {
        set = new bool[256];
        var isNegated = at < pattern.Length && pattern[at] is (byte)'!' or (byte)'^';
        if (isNegated)
            at++;
        var (first, previous) = (true, -1);
        while (true)
        {
            if (at >= pattern.Length)
                return false;
            var value = pattern[at++];
            if (value == ']' && !first)
                break;
            first = false;
            if (value == '[' && at < pattern.Length && pattern[at] == ':')
            {
                if (!TryReadClass(set))
                    return false;
                previous = -1;
                continue;
            }
            if (value == '-' && previous >= 0 && at < pattern.Length && pattern[at] != ']')
            {
                if (!TryReadMember(pattern[at++], out var last))
                    return false;
                for (var i = previous; i <= last; i++)
                    set[i] = true;
                previous = -1;
                continue;
            }
            if (!TryReadMember(value, out var member))
                return false;
            set[member] = true;
            previous = member;
        }
        for (var i = 0; isNegated && i < set.Length; i++)
            set[i] = !set[i];
        set['/'] &= !stopsAtSlash;
        return true;
    }

    private bool TryReadMember(byte value, out byte member)
    {
        member = value;
        if (value != '\\')
            return true;
        if (at >= pattern.Length)
            return false;
        member = pattern[at++];
        return true;
    }

    private bool TryReadClass(bool[] set)
    {
        var end = pattern[at..].IndexOf(":]"u8);
        if (end < 0 || GlobClasses.Find(pattern[(at + 1)..(at + end)]) is not { } holds)
            return false;
        for (var i = 0; i < 128; i++)
            set[i] |= holds((char)i);
        at += end + 2;
        return true;
    }
}

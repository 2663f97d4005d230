namespace GitProto.Storage;

/// <summary>Reads values of a file in git's configuration format, byte by byte. The first fault ends it; includes are values like others.</summary>
/// <remarks>Source: git-config "Syntax".</remarks>
internal ref struct ConfigReader(ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> content = content.StartsWith("\ufeff"u8) ? content[3..] : content;
    private readonly List<byte> section = [];
    private readonly List<byte> key = [];
    private readonly List<byte> value = [];
    private int position;

    /// <summary>The section, in lower case up to a subsection, which follows a dot as it stands.</summary>
    public readonly ReadOnlySpan<byte> Section => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(section);

    /// <summary>The key in lower case.</summary>
    public readonly ReadOnlySpan<byte> Key => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(key);

    /// <summary>The value.</summary>
    public readonly ReadOnlySpan<byte> Value => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(value);

    /// <summary>Whether there is a value: a key may stand alone.</summary>
    public bool HasValue { get; private set; }

    /// <summary>Whether the file is malformed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The line that was read last, from 1.</summary>
    public readonly int Line => content[..Math.Max(position - 1, 0)].Count((byte)'\n') + 1;

    /// <summary>Reads the next key.</summary>
    /// <returns>False at the end, and where the file is malformed.</returns>
    public bool Read()
    {
        var comment = false;
        while (position < content.Length)
        {
            var c = Next();
            if (c == '\n')
                comment = false;
            else if (comment || IsSpace(c))
                continue;
            else if (c is '#' or ';')
                comment = true;
            else if (c == '[')
            {
                if (!ReadSection())
                    return Broken();
            }
            else
                return (char.IsAsciiLetter((char)c) && ReadEntry(c)) || Broken();
        }
        return false;
    }

    private bool Broken()
    {
        IsBroken = true;
        return false;
    }

    private bool ReadSection()
    {
        section.Clear();
        while (true)
        {
            var c = Next();
            if (c == ']')
                return section.Count > 0;
            if (IsSpace(c))
                return ReadSubsection(c);
            if (!IsKeyByte(c) && c != '.')
                return false;
            section.Add(Lower(c));
        }
    }

    private bool ReadSubsection(int c)
    {
        for (; IsSpace(c); c = Next())
        {
            if (c == '\n')
                return false;
        }
        if (c != '"')
            return false;
        section.Add((byte)'.');
        while ((c = Next()) != '"')
        {
            if (c == '\\')
                c = Next();
            if (c == '\n')
                return false;
            section.Add((byte)c);
        }
        return Next() == ']';
    }

    private bool ReadEntry(int c)
    {
        key.Clear();
        value.Clear();
        for (; IsKeyByte(c); c = Next())
            key.Add(Lower(c));
        while (c is ' ' or '\t')
            c = Next();
        HasValue = c == '=';
        return HasValue ? ReadValue() : c == '\n';
    }

    private bool ReadValue()
    {
        var (quoted, comment, kept) = (false, false, 0);
        while (true)
        {
            var c = Next();
            if (c == '\n')
            {
                value.RemoveRange(kept, value.Count - kept);
                return !quoted;
            }
            if (comment)
                continue;
            if (IsSpace(c) && !quoted)
            {
                if (value.Count > 0)
                    value.Add((byte)c);
                continue;
            }
            if (c is '#' or ';' && !quoted)
            {
                comment = true;
                continue;
            }
            if (c == '"')
                quoted = !quoted;
            else if (c != '\\')
                value.Add((byte)c);
            else if (!ReadEscape())
                return false;
            kept = value.Count;
        }
    }

    // An escaped line end is nothing at all.
    private bool ReadEscape()
    {
        var c = Next() switch { 'n' => '\n', 't' => '\t', 'b' => '\b', '\\' => '\\', '"' => '"', '\n' => 0, _ => -1 };
        if (c > 0)
            value.Add((byte)c);
        return c >= 0;
    }

    // The end counts as the end of a line, and CR LF as LF.
    private int Next()
    {
        if (position >= content.Length)
            return '\n';
        var c = content[position++];
        if (c == '\r' && position < content.Length && content[position] == '\n')
            c = content[position++];
        return c;
    }

    private static bool IsSpace(int c) => c is ' ' or '\t' or '\n' or '\r';

    private static bool IsKeyByte(int c) => c == '-' || char.IsAsciiLetterOrDigit((char)c);

    private static byte Lower(int c) => (byte)char.ToLowerInvariant((char)c);
}

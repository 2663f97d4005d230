using System.Text;

namespace GitProto.Cli.Commands;

/// <summary>A pattern for the ends of ref names: it begins behind a slash. <c>*</c> stands for any text, <c>?</c> for any byte, <c>[a-z]</c> for one of some.</summary>
internal sealed class RefPattern(string text)
{
    private readonly byte[] pattern = Encoding.UTF8.GetBytes("*/" + text);

    /// <summary>Holds a name against it.</summary>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        byte[] bytes = [(byte)'/', .. name];
        var (at, here, star, retry) = (0, 0, -1, 0);
        while (here < bytes.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, retry) = (at++, here);
                continue;
            }
            if (at < pattern.Length && MatchesOne(bytes[here], at, out var next))
            {
                (at, here) = (next, here + 1);
                continue;
            }
            if (star < 0)
                return false;
            (at, here) = (star + 1, ++retry);
        }
        while (at < pattern.Length && pattern[at] == '*')
            at++;
        return at == pattern.Length;
    }

    private bool MatchesOne(byte value, int at, out int next)
    {
        next = at + 1;
        switch (pattern[at])
        {
            case (byte)'?':
                return true;
            case (byte)'[':
                return MatchesSet(value, at + 1, out next);
            case (byte)'\\' when next < pattern.Length:
                return pattern[next++] == value;
            default:
                return pattern[at] == value;
        }
    }

    private bool MatchesSet(byte value, int at, out int next)
    {
        var negated = at < pattern.Length && (pattern[at] is (byte)'!' or (byte)'^');
        at += negated ? 1 : 0;
        var (first, found) = (at, false);
        for (; at < pattern.Length && (pattern[at] != ']' || at == first); at++)
        {
            var low = pattern[at];
            if (at + 2 < pattern.Length && pattern[at + 1] == '-' && pattern[at + 2] != ']')
                at += 2;
            found |= low <= value && value <= pattern[at];
        }
        next = at + 1;
        return at < pattern.Length && found != negated;
    }
}

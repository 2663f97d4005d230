namespace GitProto.Server;

/// <summary>
/// A pattern for paths, as in attribute files and pathspecs, and for the names of refs. Text is matched once from left to right, against all states of the pattern at the same time:
/// no pattern takes longer than its length times that of the text.
/// </summary>
/// <remarks>Source: gitignore "PATTERN FORMAT"; wildmatch.c.</remarks>
public sealed class PathGlob
{
    private readonly GlobToken[] tokens;
    private readonly bool isBroken;

    private PathGlob(GlobToken[] tokens, bool isBroken) => (this.tokens, this.isBroken) = (tokens, isBroken);

    /// <summary>Reads a pattern. One that is malformed fits nothing.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="stopsAtSlash">True if stars end at a slash, and two of them between slashes do not.</param>
    public static PathGlob Compile(ReadOnlySpan<byte> pattern, bool stopsAtSlash)
    {
        var tokens = new List<GlobToken>();
        var isWhole = new GlobReader(pattern, stopsAtSlash).Read(tokens);
        return new PathGlob([.. tokens], !isWhole);
    }

    /// <summary>True if the pattern fits all of a text.</summary>
    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        if (isBroken || !CanStart(text))
            return false;
        var (now, next) = (new bool[tokens.Length + 1], new bool[tokens.Length + 1]);
        Reach(now, 0);
        foreach (var value in text)
        {
            Array.Clear(next);
            var any = false;
            for (var i = 0; i < tokens.Length; i++)
            {
                if (now[i])
                    any |= Step(next, i, value);
            }
            if (!any)
                return false;
            (now, next) = (next, now);
        }
        return now[tokens.Length];
    }

    private bool CanStart(ReadOnlySpan<byte> text) =>
        tokens.Length == 0 || tokens[0].Kind != GlobTokenKind.Byte || (!text.IsEmpty && text[0] == tokens[0].Value);

    /// <summary>Goes from one state over a byte.</summary>
    private bool Step(bool[] states, int i, byte value)
    {
        var token = tokens[i];
        switch (token.Kind)
        {
            case GlobTokenKind.Byte when token.Value != value:
            case GlobTokenKind.Set when !token.Set![value]:
            case GlobTokenKind.Star when value == '/':
                return false;
            case GlobTokenKind.Byte or GlobTokenKind.Set:
                Reach(states, i + 1);
                return true;
            case GlobTokenKind.Directories:
                // Whole directories only: it is left behind a slash.
                states[i] = true;
                if (value == '/')
                    Reach(states, i + 1);
                return true;
            default:
                Reach(states, i);
                return true;
        }
    }

    /// <summary>Enters a state, and those that need no byte to be reached from it.</summary>
    private void Reach(bool[] states, int i)
    {
        while (true)
        {
            states[i] = true;
            if (i == tokens.Length || tokens[i].Kind is GlobTokenKind.Byte or GlobTokenKind.Set)
                return;
            i++;
        }
    }
}

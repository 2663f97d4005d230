using System.Collections.Generic;

namespace GitProto.Spec.Examples;

/// <summary>Matches the bytes of one line with a pattern. Groups are tried in order and never tried again.</summary>
internal sealed class LineMatcher(int hexWidth)
{
    private readonly FieldMatcher _fields = new(hexWidth);

    public LineMatch Match(LinePattern pattern, byte[] data)
    {
        var match = new LineMatch();
        var at = 0;
        var best = new Progress();
        var whole = Tokens(pattern.Tokens, data, ref at, match, best);
        if (whole && at < data.Length)
            best.Note(at, Failures.TrailingBytes);
        if (!whole || at < data.Length)
            (match.Failure, match.Offset) = (best.Failure ?? Failures.NoLine, best.Offset);
        return match;
    }

    /// <summary>The value of a line, as its shape says.</summary>
    public static Node Value(LinePattern pattern, LineMatch match) => pattern.Shape switch
    {
        LineShape.Fixed => Node.Flag,
        LineShape.Single => match.Fields.Get(pattern.Values[0].Name) ?? Node.List([]),
        _ => match.Fields,
    };

    private bool Tokens(IReadOnlyList<PatternToken> tokens, byte[] data, ref int at, LineMatch match, Progress best)
    {
        foreach (var token in tokens)
        {
            var matched = token switch
            {
                LiteralToken literal => Literal(literal, data, ref at, best),
                FieldToken field => _fields.Match(field, data, ref at, match, best, this),
                OptionalToken group => Group(group.Tokens, data, ref at, match, best) || true,
                _ => Many((RepeatedToken)token, data, ref at, match, best),
            };
            if (!matched)
                return false;
        }
        return true;
    }

    private bool Many(RepeatedToken token, byte[] data, ref int at, LineMatch match, Progress best)
    {
        var before = -1;
        while (at > before)
        {
            before = at;
            if (!Group(token.Tokens, data, ref at, match, best))
                break;
        }
        return true;
    }

    private bool Group(IReadOnlyList<PatternToken> tokens, byte[] data, ref int at, LineMatch match, Progress best)
    {
        var trial = new LineMatch();
        var here = at;
        if (!Tokens(tokens, data, ref here, trial, best))
            return false;
        at = here;
        foreach (var entry in trial.Fields.Entries)
        {
            foreach (var value in entry.Value.Items ?? [])
                match.Fields.Append(entry.Key, value);
            if (entry.Value.Items is null)
                match.Fields.Set(entry.Key, entry.Value);
        }
        match.Capabilities = trial.Capabilities ?? match.Capabilities;
        match.Words.AddRange(trial.Words);
        return true;
    }

    private static bool Literal(LiteralToken literal, byte[] data, ref int at, Progress best)
    {
        if (literal.StandsAt(data, at))
        {
            at += literal.Bytes.Count;
            return true;
        }
        best.Note(at, at == 0 ? Failures.NoLine : Failures.BadField);
        return false;
    }
}

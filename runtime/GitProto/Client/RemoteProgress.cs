using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GitProto.Client;

/// <summary>Reads the progress that Git's servers print for people, such as <c>Counting objects:  50% (3/6)</c>. It is advice, nothing depends on it.</summary>
public static class RemoteProgress
{
    /// <summary>Reads a line; false if it is no progress.</summary>
    public static bool TryParse(RemoteLine line, [NotNullWhen(true)] out GitProgress? progress)
    {
        progress = null;
        var colon = line.Text.LastIndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0)
            return false;
        var title = line.Text[..colon];
        var rest = line.Text.AsSpan(colon + 2).Trim();
        if (!TryReadCount(rest, out var done, out var total))
            return false;
        progress = new GitProgress
        {
            Phase = PhaseOf(title),
            IsRemote = true,
            Title = title,
            Done = done,
            Total = total,
            IsDone = rest.EndsWith("done.", StringComparison.Ordinal) || rest.EndsWith("done", StringComparison.Ordinal),
        };
        return true;
    }

    /// <summary>Reads <c>5</c> or <c>50% (3/6)</c>, with anything behind a comma.</summary>
    private static bool TryReadCount(ReadOnlySpan<char> text, out long done, out long? total)
    {
        (done, total) = (0, null);
        var comma = text.IndexOf(',');
        text = (comma < 0 ? text : text[..comma]).TrimEnd();
        var open = text.IndexOf('(');
        if (open < 0)
            return TryReadNumber(text, out done);
        var slash = text.IndexOf('/');
        if (slash < open || text[^1] != ')' || !text[..open].TrimEnd().EndsWith("%", StringComparison.Ordinal)
            || !TryReadNumber(text[(open + 1)..slash], out done) || !TryReadNumber(text[(slash + 1)..^1], out var all))
            return false;
        total = all;
        return true;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static GitPhase PhaseOf(string title) => title switch
    {
        "Enumerating objects" => GitPhase.Enumerating,
        "Counting objects" => GitPhase.Counting,
        "Compressing objects" => GitPhase.Compressing,
        "Writing objects" => GitPhase.Writing,
        "Receiving objects" or "Unpacking objects" => GitPhase.Receiving,
        "Resolving deltas" => GitPhase.Resolving,
        _ => GitPhase.Other,
    };
}

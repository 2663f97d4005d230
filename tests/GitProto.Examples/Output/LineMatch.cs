namespace GitProto.Examples.Output;

/// <summary>Compares a line that a page shows with one that was printed.</summary>
internal static class LineMatch
{
    /// <summary>On a line of its own: any lines. Within one: any text.</summary>
    public const string Anything = "...";

    /// <summary>True if the shown line stands for any lines.</summary>
    public static bool IsAnyLines(string shown) => shown.Trim() == Anything;

    /// <summary>True if the printed line is the shown one.</summary>
    public static bool Matches(string shown, string printed)
    {
        var parts = shown.TrimEnd().Split(Anything);
        printed = printed.TrimEnd();
        if (parts.Length == 1)
            return shown.TrimEnd() == printed;
        if (!printed.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var found = printed.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }
        return printed.Length - at >= parts[^1].Length && printed.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}

using System.Globalization;

namespace GitProto.Cli;

/// <summary>Dates as git takes them from the environment: seconds since 1970 with a zone, RFC 2822 and ISO 8601.</summary>
/// <remarks>Source: git-commit-tree "DATE FORMATS".</remarks>
internal static class GitDate
{
    private const string Mark = "@";

    // Fewer digits without a mark may be a day.
    private const int LeastDigits = 9;

    /// <summary>Reads a date; null if it is none.</summary>
    public static DateTimeOffset? TryParse(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isMarked = text.StartsWith(Mark, StringComparison.Ordinal);
        if (parts.Length is 1 or 2 && TrySeconds(parts[0][(isMarked ? Mark.Length : 0)..], isMarked ? 1 : LeastDigits) is { } time)
            return parts.Length == 1 ? time : TryZone(parts[1]) is { } zone ? time.ToOffset(zone) : null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeLocal, out var read) ? read : null;
    }

    private static DateTimeOffset? TrySeconds(string digits, int least) =>
        digits.Length >= least && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 86_400
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static TimeSpan? TryZone(string text)
    {
        if (text is not ['+' or '-', _, _, _, _] || !int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var offset = TimeSpan.FromMinutes((number / 100 * 60) + (number % 100));
        return offset > TimeSpan.FromHours(14) ? null : text[0] == '-' ? -offset : offset;
    }
}

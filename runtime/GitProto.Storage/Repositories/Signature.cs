using System.Globalization;

namespace GitProto.Storage;

/// <summary>Who did something, and when.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The address, without angle brackets.</param>
/// <param name="When">The time, with the offset that is recorded.</param>
public sealed record Signature(string Name, string Email, DateTimeOffset When)
{
    /// <summary>The form in commits and tags: <c>Name &lt;email&gt; seconds +hhmm</c>. Characters that would break the line are dropped.</summary>
    public override string ToString()
    {
        var minutes = (int)When.Offset.TotalMinutes;
        var zone = string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}{Math.Abs(minutes) % 60:00}");
        return string.Create(CultureInfo.InvariantCulture, $"{Clean(Name)} <{Clean(Email)}> {When.ToUnixTimeSeconds()} {zone}");
    }

    private static string Clean(string text) => string.Concat(text.Where(c => c is not ('<' or '>' or '\n' or '\r' or '\0'))).Trim();
}

using System;
using System.Globalization;

namespace GitProto.Spec;

/// <summary>A version of a program, as <c>since</c> names it.</summary>
public sealed class SinceVersion
{
    internal SinceVersion(string program, Version number, string text) => (Program, Number, Text) = (program, number, text);

    /// <summary>The program whose versions count.</summary>
    public string Program { get; }

    /// <summary>The version.</summary>
    public Version Number { get; }

    /// <summary>The phrase as written.</summary>
    public string Text { get; }

    internal static SinceVersion? Parse(string text)
    {
        var blank = text.IndexOf(' ');
        if (blank <= 0)
            return null;
        var number = text.Substring(blank + 1);
        var parts = number.Split('.');
        if (parts.Length is < 2 or > 4)
            return null;
        foreach (var part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                return null;
        }
        return new SinceVersion(text.Substring(0, blank), Version.Parse(number), text);
    }

    /// <summary>Whether this version came before another of the same program.</summary>
    /// <param name="other">The other version.</param>
    /// <returns>True if both are of one program and this one is older.</returns>
    public bool IsOlderThan(SinceVersion? other) => other is not null && other.Program == Program && Number < other.Number;

    /// <summary>The phrase as written.</summary>
    /// <returns>The phrase.</returns>
    public override string ToString() => Text;
}

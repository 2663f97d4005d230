using System.Collections;
using System.Globalization;
using System.Text;
using GitProto.Protocol;

namespace GitProto.Vectors;

/// <summary>Values without members, as the spec writes them.</summary>
internal static class Leaf
{
    /// <summary>The text of a value; null if it has members.</summary>
    public static string? Text(object? value) => value switch
    {
        ByteString bytes => Encoding.UTF8.GetString(bytes.Span),
        ObjectId id => id.ToString(),
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        Enum word => Dashed(word.ToString()),
        _ => null,
    };

    /// <summary>The elements of a list; null if it is none.</summary>
    public static IReadOnlyList<object?>? List(object? value) => value switch
    {
        Capabilities words => [.. words.Words.Cast<object?>()],
        ByteString features => [.. Encoding.UTF8.GetString(features.Span).Split(' ').Select(word => (object?)new ByteString(Encoding.UTF8.GetBytes(word)))],
        string => null,
        IEnumerable items => [.. items.Cast<object?>()],
        _ => null,
    };

    /// <summary>Whether a value says the same as leaving it out.</summary>
    public static bool IsNothing(object? value) => value is null or false || (value is not ByteString && List(value) is { Count: 0 });

    private static string Dashed(string name) =>
        string.Concat(name.Select((c, i) => (i > 0 && char.IsAsciiLetterUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));
}

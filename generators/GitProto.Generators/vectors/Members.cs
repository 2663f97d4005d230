using System.Reflection;

namespace GitProto.Vectors;

/// <summary>The properties of what was read, and how the spec's names find them.</summary>
internal static class Members
{
    public static IReadOnlyList<(string Name, object? Value)> Of(object value)
    {
        if (value is Streamed streamed)
            return [.. Of(streamed.Head), .. streamed.Tail is { } tail ? Of(tail) : [], .. streamed.Name is { } name ? [(name, (object?)streamed.Items)] : Array.Empty<(string, object?)>()];
        return [.. value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0).Select(property => (property.Name, property.GetValue(value)))];
    }

    /// <summary>The property that a name of the spec became: by itself, or as the name of a list.</summary>
    public static (string Name, object? Value)? Find(object value, string name)
    {
        var one = Pascal(name);
        string[] names = [one, one + "s", one[..^1] + "ies"];
        foreach (var member in Of(value))
        {
            if (names.Contains(member.Name, StringComparer.Ordinal))
                return member;
        }
        return null;
    }

    /// <summary>True for the case of a choice.</summary>
    public static bool IsCase(object value) => value is not Streamed && value.GetType().BaseType is { IsAbstract: true };

    /// <summary>True if a case is the one of that name.</summary>
    public static bool IsCalled(object value, string name) => value is not Streamed && value.GetType().Name.EndsWith(Pascal(name), StringComparison.Ordinal);

    private static string Pascal(string name) =>
        string.Concat(name.Split('-', '_', '.').Select(word => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..]));
}

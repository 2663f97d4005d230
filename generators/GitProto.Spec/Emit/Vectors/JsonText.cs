using System.Linq;
using System.Text;

namespace GitProto.Spec.Emit;

/// <summary>A stated value as JSON, so that a case can carry it.</summary>
internal static class JsonText
{
    /// <summary>A C# literal of the JSON.</summary>
    public static string Literal(ExampleValue value)
    {
        var json = Of(value);
        return value.Entries is not null ? $"\"\"\"{json}\"\"\"" : Literals.Text(json);
    }

    private static string Of(ExampleValue value)
    {
        if (value.Items is { } items)
            return "[" + string.Join(", ", items.Select(Of)) + "]";
        if (value.Entries is { } entries)
            return "{ " + string.Join(", ", entries.Select(entry => Quote(entry.Key) + ": " + Of(entry.Value))) + " }";
        return Quote(value.Text ?? "");
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            quoted.Append(c is '"' or '\\' or < ' ' ? $"\\u{(int)c:x4}" : c.ToString());
        return quoted.Append('"').ToString();
    }
}

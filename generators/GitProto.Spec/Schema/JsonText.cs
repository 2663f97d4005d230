using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace GitProto.Spec.Schema;

/// <summary>Writes JSON of maps, lists, texts and truths, indented, with LF.</summary>
internal static class JsonText
{
    public static string Of(object value)
    {
        var json = new StringBuilder();
        Write(json, value, 0);
        return json.Append('\n').ToString();
    }

    private static void Write(StringBuilder json, object value, int depth)
    {
        switch (value)
        {
            case bool truth:
                json.Append(truth ? "true" : "false");
                break;
            case JsonMap map:
                Block(json, '{', '}', map.Entries, depth, entry => Quote(json, entry.Key).Append(": "), entry => entry.Value);
                break;
            case IReadOnlyList<string> { Count: < 8 } texts:
                json.Append('[');
                for (var i = 0; i < texts.Count; i++)
                    Quote(json.Append(i == 0 ? "" : ", "), texts[i]);
                json.Append(']');
                break;
            case IReadOnlyList<object> list:
                Block(json, '[', ']', list, depth, _ => json, one => one);
                break;
            default:
                Quote(json, (string)value);
                break;
        }
    }

    private static void Block<T>(
        StringBuilder json, char open, char close, IReadOnlyList<T> entries, int depth, System.Func<T, StringBuilder> begin, System.Func<T, object> value)
    {
        json.Append(open);
        for (var i = 0; i < entries.Count; i++)
        {
            json.Append(i == 0 ? "\n" : ",\n").Append(' ', (depth + 1) * 2);
            begin(entries[i]);
            Write(json, value(entries[i]), depth + 1);
        }
        if (entries.Count > 0)
            json.Append('\n').Append(' ', depth * 2);
        json.Append(close);
    }

    private static StringBuilder Quote(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                json.Append('\\').Append(character);
            else if (character is < ' ' or > '~')
                json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
            else
                json.Append(character);
        }
        return json.Append('"');
    }
}

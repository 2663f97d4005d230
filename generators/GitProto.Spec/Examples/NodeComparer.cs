using System.Linq;
using GitProto.Spec.Text;

namespace GitProto.Spec.Examples;

/// <summary>Compares a decoded value with the one that an example states; says where they part.</summary>
internal static class NodeComparer
{
    /// <summary>The first difference as a sentence; nothing if there is none.</summary>
    public static string? Difference(Node actual, Node expected, string path = "")
    {
        if (actual.IsMap && expected.IsMap)
            return Maps(actual, expected, path);
        if (actual.Items is { } items && expected.Items is { } others)
        {
            if (items.Count != others.Count)
                return $"{Name(path)} has {items.Count} elements, not {others.Count}: {actual}";
            return items.Select((item, i) => Difference(item, others[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
        }
        return actual.Bytes is { } bytes && expected.Bytes is { } wanted && bytes.SequenceEqual(wanted) ? null : $"{Name(path)} is {actual}, not {expected}";
    }

    private static string? Maps(Node actual, Node expected, string path)
    {
        foreach (var entry in expected.Entries)
        {
            var here = path.Length == 0 ? entry.Key : path + "." + entry.Key;
            if (actual.Get(entry.Key) is { } value)
            {
                if (Difference(value, entry.Value, here) is { } difference)
                    return difference;
            }
            else if (!entry.Value.IsNothing)
            {
                return $"'{here}' is not there{Nearest.Hint(entry.Key, actual.Entries.Select(one => one.Key))}; the value is {actual}";
            }
        }
        var extra = actual.Entries.FirstOrDefault(entry => expected.Get(entry.Key) is null && !entry.Value.IsNothing);
        return extra.Key is null ? null : $"'{(path.Length == 0 ? extra.Key : path + "." + extra.Key)}' is {extra.Value}, and the example leaves it out";
    }

    private static string Name(string path) => path.Length == 0 ? "the value" : $"'{path}'";
}

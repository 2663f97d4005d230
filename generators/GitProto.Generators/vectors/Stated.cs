using System.Collections;
using System.Text.Json;

namespace GitProto.Vectors;

/// <summary>Compares a value that was read with the one that the example states, member by member; what the example leaves out must be empty.</summary>
internal static class Stated
{
    public static void Compare(string stated, object read, ObjectFormat format)
    {
        using var json = JsonDocument.Parse(stated);
        var problem = Difference(json.RootElement, read, format, "the value");
        Assert.That(problem, Is.Null, problem);
    }

    /// <summary>The first difference as a sentence; null if there is none.</summary>
    private static string? Difference(JsonElement stated, object? read, ObjectFormat format, string path) => stated.ValueKind switch
    {
        JsonValueKind.Array => Lists(stated, read, format, path),
        JsonValueKind.Object => Maps(stated, read, format, path),
        _ => Texts(Notation.Fill(stated.GetString()!, format), read, path),
    };

    private static string? Texts(string stated, object? read, string path)
    {
        if (Leaf.Text(read) is { } text)
            return text == stated ? null : $"{path} is '{text}', not '{stated}'";
        if (read is null)
            return $"{path} is not there; the example says '{stated}'";
        var members = Members.Of(read);
        if (members.Count == 0)
            return stated == "true" ? null : $"{path} holds nothing, not '{stated}'";
        return members.Count == 1 ? Texts(stated, members[0].Value, path) : $"{path} is {read}, not '{stated}'";
    }

    private static string? Lists(JsonElement stated, object? read, ObjectFormat format, string path)
    {
        if (Leaf.List(read) is not { } items)
            return $"{path} is no list, but {read ?? "nothing"}";
        if (items.Count != stated.GetArrayLength())
            return $"{path} has {items.Count} elements, not {stated.GetArrayLength()}";
        return stated.EnumerateArray().Select((one, i) => Difference(one, items[i], format, $"{path}[{i}]")).FirstOrDefault(problem => problem is not null);
    }

    private static string? Maps(JsonElement stated, object? read, ObjectFormat format, string path)
    {
        var entries = stated.EnumerateObject().ToList();
        if (read is null)
            return entries.Count == 0 ? null : $"{path} is not there";
        if (entries.Count == 1 && read is not ByteString && (Leaf.List(read) is not null || Members.IsCase(read)))
        {
            // A part that became a list, the case of a choice, or a choice within that choice.
            var (name, value) = (entries[0].Name, entries[0].Value);
            if (Leaf.List(read) is not null || Members.IsCalled(read, name))
                return Inside(value, read, format, $"{path}.{name}");
            if (value.ValueKind == JsonValueKind.Object && Members.Find(read, name) is null)
                return Maps(value, read, format, $"{path}.{name}");
            if (Members.Find(read, name) is null)
                return $"{path} is {read}, not '{name}'";
        }
        return Properties(entries, read, format, path);
    }

    private static string? Inside(JsonElement stated, object read, ObjectFormat format, string path) => stated.ValueKind == JsonValueKind.Object
        ? Properties([.. stated.EnumerateObject()], read, format, path)
        : Leaf.List(read) is null && stated.ValueKind == JsonValueKind.Array && Members.Of(read) is [var only] ? Difference(stated, only.Value, format, path) : Difference(stated, read, format, path);

    private static string? Properties(List<JsonProperty> entries, object read, ObjectFormat format, string path)
    {
        var left = Members.Of(read).ToList();
        // A message of one line is that line.
        if (left is [{ Value: { } only }] && entries.Count > 0 && entries.All(entry => Members.Find(read, entry.Name) is null))
            return Properties(entries, only, format, path);
        foreach (var entry in entries)
        {
            var member = Members.Find(read, entry.Name);
            var isNothing = entry.Value.ValueKind == JsonValueKind.Array && entry.Value.GetArrayLength() == 0;
            if (member is null && !isNothing)
                return $"{path} has no '{entry.Name}': {read}";
            if (member is not null && Difference(entry.Value, member.Value.Value, format, $"{path}.{entry.Name}") is { } problem)
                return problem;
            left.RemoveAll(one => one.Name == member?.Name);
        }
        return left.FirstOrDefault(one => !Leaf.IsNothing(one.Value)) is { Name: { } name, Value: var value } ? $"{path} has '{name}', which the example leaves out: {Show(value)}" : null;
    }

    private static string Show(object? value) => value is IEnumerable items and not string ? string.Join(", ", items.Cast<object>()) : value?.ToString() ?? "nothing";
}

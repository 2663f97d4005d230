using System.Collections.Immutable;

namespace GitProto.Storage;

/// <summary>One state of all refs: immutable, sorted by the bytes of the names.</summary>
internal sealed class RefTable
{
    private static readonly IComparer<Entry> ByName = Comparer<Entry>.Create((left, right) => left.Key.CompareTo(right.Key));
    private readonly ImmutableSortedSet<Entry> entries;

    private RefTable(ImmutableSortedSet<Entry> entries) => this.entries = entries;

    /// <summary>No refs.</summary>
    public static RefTable Empty { get; } = new(ImmutableSortedSet.Create(ByName));

    /// <summary>What a ref holds; null if there is none.</summary>
    public RefValue? Find(RefName name) => entries.TryGetValue(new(name.Bytes, null, default), out var entry) ? entry.Value : null;

    /// <summary>The names that begin with some bytes, in order.</summary>
    public IEnumerable<RefName> Names(ByteString prefix)
    {
        var index = entries.IndexOf(new(prefix, null, default));
        for (index = index < 0 ? ~index : index; index < entries.Count; index++)
        {
            var entry = entries[index];
            if (!entry.Key.Span.StartsWith(prefix.Span))
                yield break;
            yield return entry.Name!;
        }
    }

    /// <summary>The same with one ref set, or removed.</summary>
    public RefTable With(RefName name, RefValue? value)
    {
        var without = entries.Remove(new(name.Bytes, null, default));
        return new(value is { } set ? without.Add(new(name.Bytes, name, set)) : without);
    }

    private readonly record struct Entry(ByteString Key, RefName? Name, RefValue Value);
}

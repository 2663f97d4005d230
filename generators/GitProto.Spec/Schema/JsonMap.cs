using System.Collections;
using System.Collections.Generic;

namespace GitProto.Spec.Schema;

/// <summary>A JSON object that keeps its order.</summary>
internal sealed class JsonMap : IEnumerable
{
    private readonly List<KeyValuePair<string, object>> _entries = [];

    public IReadOnlyList<KeyValuePair<string, object>> Entries => _entries;

    public void Add(string key, object value) => _entries.Add(new KeyValuePair<string, object>(key, value));

    public IEnumerator GetEnumerator() => _entries.GetEnumerator();
}

namespace GitProto.Storage;

/// <summary>The blobs that trees name as files git reads itself, each once. Trees may be checked by many threads.</summary>
internal sealed class NamedBlobs(ObjectFormat format)
{
    private readonly Lock gate = new();
    private readonly ObjectIdTable modules = new(format);
    private readonly ObjectIdTable attributes = new(format);

    /// <summary>Takes note of a <c>.gitmodules</c>.</summary>
    public void AddModules(in ObjectId id) => Add(modules, id);

    /// <summary>Takes note of a <c>.gitattributes</c>.</summary>
    public void AddAttributes(in ObjectId id) => Add(attributes, id);

    /// <summary>Those that are a <c>.gitmodules</c>.</summary>
    public IEnumerable<ObjectId> Modules => All(modules);

    /// <summary>Those that are a <c>.gitattributes</c>.</summary>
    public IEnumerable<ObjectId> Attributes => All(attributes);

    private static IEnumerable<ObjectId> All(ObjectIdTable table)
    {
        for (var number = 0; number < table.Count; number++)
            yield return table[number];
    }

    private void Add(ObjectIdTable table, in ObjectId id)
    {
        lock (gate)
            table.Add(id, out _);
    }
}

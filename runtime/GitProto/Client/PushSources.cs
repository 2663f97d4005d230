using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Finds in a repository what is to be pushed.</summary>
internal sealed class PushSources
{
    private readonly IRepository repository;
    private readonly Dictionary<RefName, ObjectId> refs = [];
    private readonly Dictionary<RefName, RefName> links = [];

    public PushSources(IRepository repository)
    {
        this.repository = repository;
        foreach (var found in repository.Refs.List())
        {
            if (found.Target is { } target)
                refs.Add(found.Name, target);
            if (found.SymbolicTarget is { } link)
                links.Add(found.Name, link);
        }
    }

    /// <summary>The names of all refs.</summary>
    public IEnumerable<RefName> Names => refs.Keys;

    /// <summary>True if there is such a ref.</summary>
    public bool Contains(RefName name) => refs.ContainsKey(name);

    /// <summary>A ref that exists.</summary>
    public PushSource Of(RefName name) => new(name.Bytes, refs[name], links.GetValueOrDefault(name, name));

    /// <summary>Finds what the source side of a refspec stands for: a ref, HEAD, or the full id of an object.</summary>
    /// <exception cref="RefRefusedException">There is no such thing, or the name is ambiguous.</exception>
    public PushSource Find(ByteString text)
    {
        var names = PushNames.Find(text, refs);
        if (names.Count > 1)
            throw new RefRefusedException(text, $"src refspec {text.ToDisplayString()} matches more than one: {string.Join(", ", names)}");
        if (names.Count == 1)
            return Of(names[0]);
        if (text == RefName.Head.Bytes && repository.Refs.TryRead(RefName.Head) is { Target: { } target } head)
            return new PushSource(text, target, head.SymbolicTarget);
        if (ObjectId.TryParse(text.Span, out var id) && repository.Objects.Contains(id))
            return new PushSource(text, id, null);
        throw new RefRefusedException(text, $"src refspec {text.ToDisplayString()} does not match any");
    }
}

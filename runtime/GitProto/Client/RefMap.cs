namespace GitProto.Client;

/// <summary>Decides which refs of a server are fetched, and what they are called here.</summary>
internal sealed class RefMap
{
    private readonly FetchOptions options;
    private readonly Dictionary<ByteString, RefMapping> byName = [];
    private readonly List<RefMapping> unnamed = [];
    private readonly List<ByteString> ignored = [];

    private RefMap(FetchOptions options) => this.options = options;

    /// <summary>What is fetched.</summary>
    public IEnumerable<RefMapping> Mappings => byName.Values.Concat(unnamed);

    /// <summary>Illegal names.</summary>
    public IReadOnlyList<ByteString> Ignored => ignored;

    /// <summary>What the list of refs is to be limited to.</summary>
    public static ListRefsOptions Listing(FetchOptions options)
    {
        if (options.RefSpecs.Count == 0)
            return ListRefsOptions.Default;
        var prefixes = options.RefSpecs.SelectMany(spec => spec.Prefixes()).Append(RefName.Head.Bytes);
        if (options.Tags != TagMode.None)
            prefixes = prefixes.Append("refs/tags/");
        return ListRefsOptions.Default with { Prefixes = [.. prefixes.Distinct()] };
    }

    /// <summary>Maps a list.</summary>
    /// <exception cref="RefRefusedException">A ref that a refspec names is not there, or two refs would go to one name.</exception>
    public static RefMap Of(IReadOnlyList<RemoteRef> refs, FetchOptions options)
    {
        var map = new RefMap(options);
        if (options.RefSpecs.Count == 0)
            map.unnamed.AddRange(refs.Where(found => !found.IsUnborn).Select(found => new RefMapping(found, null, false)));
        foreach (var spec in options.RefSpecs.Where(spec => !spec.IsNegative))
            map.Add(spec, refs);
        if (options is { Tags: TagMode.All, RefSpecs.Count: > 0 })
            map.Add(RefSpec.AllTags, refs);
        return map;
    }

    /// <summary>Adds a tag that goes where it is on the server, unless its name is taken or illegal.</summary>
    public void Follow(RemoteRef tag)
    {
        if (RefName.TryParse(tag.Name, out var name))
            byName.TryAdd(tag.Name, new RefMapping(tag, name, false));
    }

    private void Add(RefSpec spec, IReadOnlyList<RemoteRef> refs)
    {
        if (spec.IsObject && ObjectId.TryParse(spec.Source.Span, out var id))
            Put(new RemoteRef(spec.Source, id), spec, spec.Destination);
        else if (!spec.IsPattern)
            AddNamed(spec, refs);
        else
        {
            foreach (var found in refs.Where(found => !found.IsUnborn && !IsTakenOut(found.Name)))
            {
                if (spec.Matches(found.Name, out var destination))
                    Put(found, spec, destination);
            }
        }
    }

    private void AddNamed(RefSpec spec, IReadOnlyList<RemoteRef> refs)
    {
        foreach (var candidate in spec.Candidates())
        {
            if (refs.FirstOrDefault(found => found.Name == candidate && !found.IsUnborn) is not { } match)
                continue;
            Put(match, spec, spec.Destination);
            return;
        }
        throw new RefRefusedException(spec.Source, "the server has no such ref");
    }

    private void Put(RemoteRef found, RefSpec spec, ByteString? destination)
    {
        if (destination is not { } there)
        {
            unnamed.Add(new RefMapping(found, null, false));
            return;
        }
        if (!RefName.TryParse(RefSpec.Complete(there, found.Name), out var name) || !RefName.TryParse(found.Name, out _) && !spec.IsObject)
        {
            ignored.Add(found.Name);
            return;
        }
        if (!byName.TryAdd(name.Bytes, new RefMapping(found, name, spec.Force || options.Force)) && byName[name.Bytes].Remote.Name != found.Name)
            throw new RefRefusedException(name.Bytes, $"both '{byName[name.Bytes].Remote.Name.ToDisplayString()}' and '{found.Name.ToDisplayString()}' would be stored there");
    }

    private bool IsTakenOut(ByteString name) => options.RefSpecs.Any(spec => spec.IsNegative && spec.Matches(name, out _));
}

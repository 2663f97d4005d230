using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Which refs of a server are fetched, and what they are called here.</summary>
internal sealed class FetchMap
{
    private readonly Dictionary<RefName, FetchMapping> stored = [];
    private readonly List<FetchMapping> unnamed = [];

    private FetchMap()
    {
    }

    /// <summary>What is fetched.</summary>
    public IEnumerable<FetchMapping> Mappings => stored.Values.Concat(unnamed);

    /// <summary>Names of the server that are illegal, or would be here.</summary>
    public IReadOnlyList<ByteString> Ignored { get; private init; } = [];

    /// <summary>What the list of refs is to be limited to.</summary>
    public static ListRefsOptions Listing(FetchOptions options)
    {
        if (options.RefSpecs.Count == 0)
            return ListRefsOptions.Default;
        var prefixes = options.RefSpecs.Where(spec => !spec.IsNegative && !spec.IsObjectId).SelectMany(Prefixes).Append(RefName.Head.Bytes);
        if (options.Tags != TagMode.None)
            prefixes = prefixes.Append(RefSpec.AllTags.SourcePrefix);
        ByteString[] distinct = [.. prefixes.Distinct()];
        return distinct.Any(prefix => prefix.IsEmpty) ? ListRefsOptions.Default : ListRefsOptions.Default with { Prefixes = distinct };
    }

    /// <summary>Maps a list.</summary>
    /// <exception cref="RefRefusedException">A ref that a refspec names is not there, or two refs would go to one name.</exception>
    public static FetchMap Of(IReadOnlyList<RemoteRef> refs, FetchOptions options)
    {
        var found = refs.Where(remote => !remote.IsUnborn).ToDictionary(remote => remote.Name);
        if (options.RefSpecs.Count == 0)
        {
            var all = new FetchMap();
            all.unnamed.AddRange(found.Values.Select(remote => new FetchMapping(remote, null, false)));
            return all;
        }
        IReadOnlyList<RefSpec> specs = options.Tags == TagMode.All ? [.. options.RefSpecs, RefSpec.AllTags] : options.RefSpecs;
        var names = RefMap.Create(specs, found.Keys);
        if (names.Failures is [var failure, ..])
            throw failure;
        var map = new FetchMap { Ignored = [.. names.Refusals.Select(refusal => refusal.Name).Distinct()] };
        foreach (var mapping in names.Mappings)
            map.Put(new FetchMapping(found[mapping.Source.Bytes], mapping.Destination, mapping.Force || options.Force));
        foreach (var spec in specs.Where(spec => !spec.IsNegative))
        {
            if (ObjectId.TryParse(spec.Source.Span, out var id))
                map.Put(new FetchMapping(new RemoteRef(spec.Source, id), spec.MapTo(RefName.Head), spec.Force || options.Force));
        }
        return map;
    }

    /// <summary>Adds a tag that goes where it is on the server, unless its name is taken or illegal.</summary>
    public void Follow(RemoteRef tag)
    {
        if (RefName.TryParse(tag.Name, out var name))
            stored.TryAdd(name, new FetchMapping(tag, name, false, Follows: true));
    }

    private static IEnumerable<ByteString> Prefixes(RefSpec spec) =>
        spec.IsPattern ? [spec.SourcePrefix] : RefShorthand.Candidates(spec.Source).Select(name => name.Bytes);

    private void Put(FetchMapping mapping)
    {
        if (mapping.Local is not { } name)
            unnamed.Add(mapping);
        else if (!stored.TryAdd(name, mapping) && stored[name].Remote.Name != mapping.Remote.Name)
            throw new RefRefusedException(name.Bytes, $"both '{stored[name].Remote.Name.ToDisplayString()}' and '{mapping.Remote.Name.ToDisplayString()}' would be stored there");
    }
}

namespace GitProto.Storage;

/// <summary>What a set of refspecs makes of the refs of the other side. What it makes is checked again: a legal name can be mapped to an illegal one.</summary>
public sealed class RefMap
{
    private readonly List<RefMapping> mappings = [];
    private readonly List<RefRefusedException> refusals = [];
    private readonly List<RefRefusedException> failures = [];
    private readonly Dictionary<RefName, RefName> taken = [];
    private readonly HashSet<(RefName, RefName?)> pairs = [];

    /// <summary>The refs that go somewhere, each pair once.</summary>
    public IReadOnlyList<RefMapping> Mappings => mappings;

    /// <summary>Names that matched but are passed over, because they are illegal or would become so. Git warns of them, and the rest stands.</summary>
    public IReadOnlyList<RefRefusedException> Refusals => refusals;

    /// <summary>What the refspecs ask for and cannot have: a name that the other side lacks, or two refs that would become one. Git gives up over these.</summary>
    public IReadOnlyList<RefRefusedException> Failures => failures;

    /// <summary>Applies refspecs to the refs of the other side.</summary>
    /// <param name="specs">The refspecs, negative ones anywhere.</param>
    /// <param name="names">The refs there are, by the names that the other side gives them.</param>
    public static RefMap Create(IReadOnlyList<RefSpec> specs, IEnumerable<ByteString> names)
    {
        var all = names.ToList();
        var known = all.ToHashSet();
        var map = new RefMap();
        var negatives = specs.Where(spec => spec.IsNegative).ToList();
        foreach (var spec in specs.Where(spec => !spec.IsNegative && !spec.IsObjectId))
        {
            IEnumerable<ByteString> matching = spec.IsPattern ? all.Where(spec.Matches) : RefShorthand.Candidates(spec.Source).Select(name => name.Bytes).Where(known.Contains).Take(1);
            if (!spec.IsPattern && !matching.Any())
                map.failures.Add(new RefRefusedException(spec.Source, "the other side has no such ref"));
            foreach (var name in matching.Where(name => !negatives.Exists(negative => negative.Matches(name))))
                map.Add(spec, name);
        }
        return map;
    }

    private void Add(RefSpec spec, ByteString bytes)
    {
        try
        {
            var name = RefName.Parse(bytes);
            var destination = spec.MapTo(name);
            if (destination is not null && !taken.TryAdd(destination, name) && taken[destination] != name)
                failures.Add(new RefRefusedException(bytes, $"it would become '{destination}', as '{taken[destination]}' does"));
            else if (pairs.Add((name, destination)))
                mappings.Add(new RefMapping(name, destination, spec.Force));
        }
        catch (RefRefusedException e)
        {
            refusals.Add(e.Name == bytes ? e : new RefRefusedException(bytes, $"it would become '{e.Name.ToDisplayString()}', and {e.Reason}"));
        }
    }
}

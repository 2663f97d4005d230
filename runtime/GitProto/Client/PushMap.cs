using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Decides which refs of the server are pushed to, and with what. What a refspec names goes before what a pattern matches.</summary>
/// <remarks>Source: git-push "&lt;refspec&gt;", "--prune", "--mirror".</remarks>
internal sealed class PushMap
{
    private static readonly PushSource Nothing = new(default, null, null);
    private readonly SortedDictionary<RefName, PushTarget> targets = [];
    private readonly HashSet<RefName> byPattern = [];
    private readonly PushSources sources;
    private readonly IReadOnlyDictionary<RefName, ObjectId> remote;
    private readonly PushRefsOptions options;

    private PushMap(PushSources sources, IReadOnlyDictionary<RefName, ObjectId> remote, PushRefsOptions options) =>
        (this.sources, this.remote, this.options) = (sources, remote, options);

    /// <summary>Maps.</summary>
    /// <param name="sources">What is here.</param>
    /// <param name="remote">What the server has.</param>
    /// <param name="options">The refspecs.</param>
    /// <returns>The refs to push to, by name.</returns>
    /// <exception cref="RefRefusedException">A refspec names what is not there, or what cannot be told.</exception>
    public static IReadOnlyCollection<PushTarget> Of(PushSources sources, IReadOnlyDictionary<RefName, ObjectId> remote, PushRefsOptions options)
    {
        var map = new PushMap(sources, remote, options);
        foreach (var spec in options.RefSpecs.Where(spec => !spec.IsNegative && !spec.IsPattern && !spec.IsMatching))
            map.AddNamed(spec);
        foreach (var spec in options.RefSpecs.Where(spec => !spec.IsNegative && (spec.IsPattern || spec.IsMatching)))
            map.AddPattern(spec);
        if (options.Prune)
            map.AddPruned();
        return map.targets.Values;
    }

    private void AddNamed(RefSpec spec)
    {
        var source = spec.Source.IsEmpty ? Nothing : sources.Find(spec.Source);
        var text = spec.Destination ?? source.Branch?.Bytes
            ?? throw new RefRefusedException(spec.Source, $"{spec.Source.ToDisplayString()} cannot be resolved to branch");
        if (spec.Destination is null && source.Text == RefName.Head.Bytes && !source.Branch!.StartsWith("refs/heads/"u8))
            throw new RefRefusedException(spec.Source, $"{spec.Source.ToDisplayString()} cannot be resolved to branch");
        var name = Destination(text, source);
        if (!targets.TryAdd(name, new PushTarget(name, source, spec.Force || options.Force)))
            throw new RefRefusedException(name.Bytes, $"dst ref {name} receives from more than one src");
    }

    /// <summary>The ref of the server that is meant; a new one is of the kind of its source.</summary>
    private RefName Destination(ByteString text, PushSource source)
    {
        var shown = text.ToDisplayString();
        var names = PushNames.Find(text, remote);
        if (names.Count > 1)
            throw new RefRefusedException(text, $"dst refspec {shown} matches more than one: {string.Join(", ", names)}");
        if (names.Count == 1)
            return names[0];
        if (source.Id is null)
            throw new RefRefusedException(text, $"unable to delete '{shown}': remote ref does not exist");
        if (text.Span.StartsWith("refs/"u8))
            return RefName.Parse(text);
        var place = source.Branch?.StartsWith("refs/heads/"u8) == true ? "refs/heads/" : source.Branch?.StartsWith("refs/tags/"u8) == true ? "refs/tags/" : ByteString.Empty;
        return !place.IsEmpty
            ? RefName.Parse(ByteString.Wrap([.. place.Span, .. text.Span]))
            : throw new RefRefusedException(text, $"The destination '{shown}' is not a full refname (i.e., starting with \"refs/\"), "
                + $"matches nothing on the server, and '{source.Text.ToDisplayString()}' is no branch or tag to tell what it shall be");
    }

    private void AddPattern(RefSpec spec)
    {
        foreach (var name in sources.Names.Where(name => spec.IsMatching ? name.StartsWith("refs/heads/"u8) && remote.ContainsKey(name) : spec.Matches(name)))
        {
            if (IsTakenOut(name))
                continue;
            var destination = spec.MapTo(name) ?? name;
            var target = new PushTarget(destination, sources.Of(name), spec.Force || options.Force);
            if (targets.TryGetValue(destination, out var other) && other.Source.Text != name.Bytes && byPattern.Contains(destination))
                throw new RefRefusedException(destination.Bytes, $"dst ref {destination} receives from more than one src");
            if (targets.TryAdd(destination, target))
                byPattern.Add(destination);
        }
    }

    private void AddPruned()
    {
        foreach (var name in remote.Keys.Where(name => !targets.ContainsKey(name)))
        {
            var origin = options.RefSpecs.Where(spec => !spec.IsNegative).Select(spec => Origin(spec, name)).FirstOrDefault(found => found is not null);
            if (origin is not null && !sources.Contains(origin) && !IsTakenOut(origin))
                targets.Add(name, new PushTarget(name, Nothing, options.Force));
        }
    }

    /// <summary>The ref here that a pattern would push to a ref of the server.</summary>
    private static RefName? Origin(RefSpec spec, RefName name) =>
        spec.IsMatching ? (name.StartsWith("refs/heads/"u8) ? name : null) : spec.MapBack(name);

    private bool IsTakenOut(RefName name) => options.RefSpecs.Any(spec => spec.IsNegative && spec.Matches(name));
}

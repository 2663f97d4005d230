namespace GitProto.Storage;

/// <summary>
/// Checks a whole repository, as <c>git fsck</c> does: every stored object, all links between them, and what the refs lead to. Memory is an id and some 20 bytes for each object;
/// of the objects nothing is kept, and large blobs are read in pieces.
/// </summary>
public sealed class RepositoryCheck
{
    private readonly IRepository repository;
    private readonly RepositoryCheckOptions options;
    private readonly IReadOnlySet<ObjectId> shallow;
    private readonly ObjectGraph graph;
    private readonly List<StoredPart> parts = [];
    private RepositoryFlaws flaws;

    private RepositoryCheck(IRepository repository, RepositoryCheckOptions options) =>
        (this.repository, this.options, shallow, graph) = (repository, options, repository.ShallowBoundary, new ObjectGraph(repository.Format));

    /// <summary>Checks a repository.</summary>
    /// <param name="repository">The repository. Its object store has to be an <see cref="IListingStore"/>.</param>
    /// <param name="options">What is checked, and who is told; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What is wrong, in all.</returns>
    /// <exception cref="ArgumentException">The store cannot say what it holds.</exception>
    /// <exception cref="RefRefusedException">The refs cannot be listed.</exception>
    /// <exception cref="ObjectRefusedException">The index of the work tree is corrupt.</exception>
    public static async Task<RepositoryFlaws> RunAsync(IRepository repository, RepositoryCheckOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return await new RepositoryCheck(repository, options ?? RepositoryCheckOptions.Default).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<RepositoryFlaws> RunAsync(CancellationToken cancellationToken)
    {
        List();
        var damaged = options.ConnectivityOnly || await ReadAsync(cancellationToken).ConfigureAwait(false);
        damaged |= graph.Settle();
        var walk = new GraphWalk(repository.Objects, graph, shallow, Tell);
        var any = Begin(walk);
        // Where no link leads astray, what is dangling shows without a walk.
        if (damaged || options.Unreachable)
            await Task.Run(() => walk.Run(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (options.ConnectivityOnly && options.Dangling)
            NameFromUnreachable(walk, cancellationToken);
        flaws |= walk.Flaws;
        ListFindings(options.Unreachable && any);
        if (repository.Objects is FileObjectStore files)
            CheckHelpers(files, cancellationToken);
        return flaws;
    }

    private void CheckHelpers(FileObjectStore files, CancellationToken cancellationToken)
    {
        foreach (var part in parts.Where(part => part.Pack is not null))
            ReverseIndexAudit.Run(part, problem => Note(problem, RepositoryFlaws.ReverseIndex), cancellationToken);
        if (repository is FileRepository { Config: var config } && config.GetFlag("core.multipackindex") == false)
            return;
        foreach (var directory in files.Directories)
            MultiPackAudit.Run(directory.Packed, problem => Note(problem, RepositoryFlaws.MultiPackIndex), cancellationToken);
    }

    private void Note(string problem, RepositoryFlaws flaw)
    {
        Tell(RepositoryFinding.Error(problem));
        flaws |= flaw;
    }

    private void List()
    {
        parts.AddRange(StoredParts.Of(repository.Objects, BadPack));
        var read = options.ConnectivityOnly ? ObjectMarks.Read : ObjectMarks.None;
        foreach (var part in parts)
        {
            for (var index = 0; index < part.Count; index++)
                graph.Add(part.Id(index), part.Mark | read);
        }
        foreach (var path in StoredParts.Strays(repository.Objects))
            Tell(RepositoryFinding.Error($"bad sha1 file: {Escape.ForDisplay(path)}"));
    }

    private void BadPack(string path)
    {
        Tell(RepositoryFinding.Error($"error: packfile {Escape.ForDisplay(path)} cannot be accessed"));
        flaws |= options.Full && !options.ConnectivityOnly ? RepositoryFlaws.Packs : RepositoryFlaws.None;
    }

    // True if a walk has to show what that means for the rest.
    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var audit = new ObjectAudit(graph, options, shallow, repository.Format, Tell);
        foreach (var part in parts.Where(part => options.Full || part.Pack is null))
            await audit.RunAsync(part, cancellationToken).ConfigureAwait(false);
        audit.CheckNamedBlobs(repository.Objects, cancellationToken);
        flaws |= audit.Flaws;
        var damaged = (flaws & (RepositoryFlaws.Objects | RepositoryFlaws.Packs)) != 0;
        for (var number = 0; number < graph.Count; number++)
        {
            if (!options.Full && graph[number].Has(ObjectMarks.Packed))
                graph.Mark(number, ObjectMarks.Read);
            damaged |= graph[number].IsMisnamed() || !graph[number].Has(ObjectMarks.Read);
        }
        if (damaged)
            new MisnamedLinks(graph, parts, shallow, Tell).Run(ref flaws, cancellationToken);
        return damaged || !options.Full;
    }

    private bool Begin(GraphWalk walk)
    {
        if (options.Heads is { } heads)
        {
            foreach (var head in heads.Where(head => !walk.Begin(head)))
            {
                Tell(RepositoryFinding.Error($"error: {head}: object missing", head));
                flaws |= RepositoryFlaws.Objects;
            }
            return true;
        }
        var found = new RepositoryHeads(repository, walk, options.Reflogs, Tell);
        found.Begin();
        flaws |= found.Flaws;
        return found.Any;
    }

    private void NameFromUnreachable(GraphWalk walk, CancellationToken cancellationToken)
    {
        var count = graph.Count;
        for (var number = 0; number < count; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (graph[number].Has(ObjectMarks.Read) && !graph[number].Has(ObjectMarks.Reachable))
                walk.Visit(number, (id, type) => graph.Link(id, ObjectMarkings.Naming(type)));
        }
    }

    private void ListFindings(bool unreachable)
    {
        for (var number = 0; number < graph.Count; number++)
        {
            var (id, marks) = (graph.Id(number), graph[number]);
            if (!marks.Has(ObjectMarks.Read))
            {
                if (!marks.Has(ObjectMarks.Reachable) || marks.Has(ObjectMarks.Packed | ObjectMarks.Promised))
                    continue;
                Tell(new RepositoryFinding(RepositoryFindingKind.Missing, id, $"missing {ObjectMarkings.Word(marks.Kind())} {id}"));
                flaws |= RepositoryFlaws.Reachability;
            }
            else if (!marks.Has(ObjectMarks.Reachable) && unreachable)
                Tell(new RepositoryFinding(RepositoryFindingKind.Unreachable, id, $"unreachable {Word(number)} {id}"));
            else if (!marks.Has(ObjectMarks.Reachable | ObjectMarks.Head | ObjectMarks.Named) && options.Dangling)
                Tell(new RepositoryFinding(RepositoryFindingKind.Dangling, id, $"dangling {Word(number)} {id}"));
        }
    }

    private string Word(int number) => ObjectMarkings.Word(
        graph[number].Has(ObjectMarks.Type) || !repository.Objects.TryReadHeader(graph.Id(number), out var type, out _) ? graph[number].Kind() : type);

    private void Tell(RepositoryFinding finding) => options.Report?.Invoke(finding);
}

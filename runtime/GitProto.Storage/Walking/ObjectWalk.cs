namespace GitProto.Storage;

/// <summary>Finds what a pack must hold: all that the wants reach, without what the haves reach.</summary>
public sealed class ObjectWalk
{
    private const int ProgressStep = 1024;
    private readonly IObjectStore objects;
    private readonly ObjectWalkRequest request;
    private readonly ObjectSelection selection;
    private readonly CommitGraph graph;
    private readonly RevisionWalk revisions;
    private readonly TreeWalk trees;
    private readonly List<ObjectId> wantedTrees = [];
    private readonly IProgress<PackProgress>? progress;
    private readonly BulkPlan? bulk;

    private ObjectWalk(IObjectStore objects, ObjectWalkRequest request, BulkPlan? bulk, IProgress<PackProgress>? progress, CancellationToken cancellationToken)
    {
        (this.objects, this.request, this.bulk, this.progress) = (objects, request, bulk, progress);
        selection = new ObjectSelection(objects.Format);
        graph = new CommitGraph(objects, request.Cut);
        revisions = new RevisionWalk(graph, cancellationToken) { Met = bulk is null ? null : bulk.Met };
        trees = new TreeWalk(objects, selection, request.Filter, cancellationToken);
    }

    /// <summary>Walks.</summary>
    /// <exception cref="ObjectRefusedException">An object on the way is missing or broken.</exception>
    public static ObjectSelection Select(
        IObjectStore objects, ObjectWalkRequest request, IProgress<PackProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var bulk = BulkPlan.For(objects, request, cancellationToken);
        var walk = new ObjectWalk(objects, request, bulk, progress, cancellationToken);
        walk.Run();
        return walk.selection;
    }

    private void Run()
    {
        foreach (var have in request.Haves)
            ExcludeHave(have);
        foreach (var want in request.Wants)
            IncludeWant(want);
        var commits = revisions.Run();
        foreach (var edge in request.Edges)
            ExcludeTree(graph.Add(edge));
        ExcludeBoundary(commits);
        foreach (var number in commits)
        {
            if (request.Filter.Takes(ObjectType.Commit))
                selection.IncludeStored(graph.Id(number), ObjectType.Commit);
        }
        foreach (var tag in request.IncludeTags)
            IncludeTagOfSent(tag);
        if (request.Filter.TakesTree(0) || request.Filter.Descends(0))
            IncludeTrees(commits);
        foreach (var tree in wantedTrees)
            trees.Include(tree, named: true);
        progress?.Report(new PackProgress(PackPhase.Counting, selection.Count, selection.Count));
    }

    private void IncludeTrees(List<int> commits)
    {
        trees.Bulk = bulk?.Begin(commits.Count, trees);
        foreach (var number in commits)
        {
            trees.Include(graph.Tree(number));
            Report();
        }
        trees.Bulk?.Run();
        trees.Bulk?.Select(selection, Report);
        trees.Bulk = null;
    }

    private void ExcludeHave(in ObjectId have)
    {
        if (objects.Peel(have) is not { } target)
            return;
        if (target.Id != have)
            selection.Exclude(have, out _);
        if (target.Type == ObjectType.Commit)
            revisions.Exclude(graph.Add(target.Id));
        else if (target.Type == ObjectType.Tree)
            trees.Exclude(target.Id);
        else
            selection.Exclude(target.Id, out _);
    }

    private void IncludeWant(in ObjectId want)
    {
        var (target, type) = IncludeTags(want);
        if (type == ObjectType.Commit)
        {
            revisions.Include(graph.Add(target));
            if (!request.Filter.Takes(ObjectType.Commit) && !revisions.IsExcluded(graph.Find(target)))
                selection.Include(target, type);
        }
        else if (type == ObjectType.Tree)
            wantedTrees.Add(target);
        else
            selection.Include(target, type);
    }

    private PeeledObject IncludeTags(in ObjectId id)
    {
        var target = objects.Peel(id) ?? throw new ObjectRefusedException($"The object {id}, or what it tags, is missing.");
        for (var tag = id; tag != target.Id; tag = new TagView(objects.Format, objects.Read(tag, ObjectType.Tag).Span).Target)
            selection.Include(tag, ObjectType.Tag);
        return target;
    }

    private void IncludeTagOfSent(in ObjectId tag)
    {
        if (objects.Peel(tag) is { } target && target.Id != tag && selection.Contains(target.Id))
            IncludeTags(tag);
    }

    private void ExcludeBoundary(List<int> commits)
    {
        var boundary = new HashSet<int>();
        foreach (var number in commits)
        {
            foreach (var parent in graph.Parents(number))
            {
                if (revisions.IsExcluded(parent))
                    boundary.Add(parent);
            }
        }
        foreach (var number in boundary)
            ExcludeTree(number);
    }

    private void ExcludeTree(int commit)
    {
        selection.Exclude(graph.Id(commit), out _);
        if (graph.TryLoad(commit))
            trees.Exclude(graph.Tree(commit));
    }

    private void Report()
    {
        if (progress is not null && selection.Count % ProgressStep == 0)
            progress.Report(new PackProgress(PackPhase.Counting, selection.Count, null));
    }
}

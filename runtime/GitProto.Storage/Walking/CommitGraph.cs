using System.Runtime.InteropServices;

namespace GitProto.Storage;

/// <summary>The commits a walk has met, numbered, each read from the store once.</summary>
/// <param name="objects">Where the commits are.</param>
/// <param name="cut">Commits that are treated as having no parents.</param>
internal sealed class CommitGraph(IObjectStore objects, IReadOnlySet<ObjectId> cut)
{
    private readonly ObjectIdTable ids = new(objects.Format);
    private readonly ObjectIdTable trees = new(objects.Format);
    private readonly List<CommitNode> nodes = [];
    private readonly List<int> parents = [];

    /// <summary>The store.</summary>
    public IObjectStore Objects => objects;

    /// <summary>How many commits have a number.</summary>
    public int Count => nodes.Count;

    /// <summary>Gives a commit a number, without reading it.</summary>
    public int Add(in ObjectId id)
    {
        var number = ids.Add(id, out var added);
        if (added)
            nodes.Add(default);
        return number;
    }

    /// <summary>The number of a commit, or -1 if the walk has not met it.</summary>
    public int Find(in ObjectId id) => ids.Find(id);

    /// <summary>The id of a commit.</summary>
    public ObjectId Id(int number) => ids[number];

    /// <summary>The tree of a loaded commit.</summary>
    public ObjectId Tree(int number) => trees[this[number].Tree];

    /// <summary>What is kept of a commit. The reference is valid until a commit is added.</summary>
    public ref CommitNode this[int number] => ref CollectionsMarshal.AsSpan(nodes)[number];

    /// <summary>The numbers of the parents of a loaded commit. Valid until a commit is loaded.</summary>
    public ReadOnlySpan<int> Parents(int number)
    {
        ref var node = ref this[number];
        return CollectionsMarshal.AsSpan(parents).Slice(node.FirstParent, node.ParentCount);
    }

    /// <summary>Reads a commit unless that was done before.</summary>
    /// <returns>False if it is not in the store, or no commit.</returns>
    public bool TryLoad(int number)
    {
        if (this[number].State == CommitState.Named)
            Load(number, ids[number]);
        return this[number].State == CommitState.Loaded;
    }

    /// <summary>Reads a commit that must be there.</summary>
    /// <exception cref="ObjectRefusedException">It is not.</exception>
    public void Load(int number)
    {
        if (!TryLoad(number))
            throw new ObjectRefusedException($"The commit {ids[number]} is missing.");
    }

    private void Load(int number, in ObjectId id)
    {
        if (objects.TryRead(id, ObjectStoreExtensions.MaxStructuredSize) is not { Type: ObjectType.Commit } found)
        {
            this[number].State = CommitState.Missing;
            return;
        }
        var commit = new CommitView(objects.Format, found.Span);
        var first = parents.Count;
        if (!cut.Contains(id))
        {
            for (var i = 0; i < commit.ParentCount; i++)
                parents.Add(Add(commit.Parent(i)));
        }
        ref var node = ref this[number];
        node.Time = commit.CommitterTime;
        node.FirstParent = first;
        node.Tree = trees.Add(commit.Tree, out _);
        node.ParentCount = parents.Count - first;
        node.State = CommitState.Loaded;
    }
}

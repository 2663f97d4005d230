namespace GitProto.Storage;

/// <summary>
/// What all trees of one pack link to, each tree made once, along its deltas, by several threads. Of a delta only those links are kept that its base does not
/// have, so that there are some five for each tree.
/// </summary>
internal sealed class TreeHarvest
{
    // So many bytes are made for each byte of the pack, at most; the trees that are left then are read one by one if they are reached.
    private const long MaxExpansion = 256;
    private const int Batch = 16;
    private readonly PackFile pack;
    private readonly PackLayout layout;
    private readonly int[] firstChild;
    private readonly int[] nextChild;
    private readonly List<int> roots = [];
    private HarvestWorker[] workers = [];
    private long budget;
    private int nextRoot;

    /// <summary>Prepares it.</summary>
    public TreeHarvest(PackFile pack, PackLayout layout)
    {
        (this.pack, this.layout) = (pack, layout);
        budget = pack.Length * MaxExpansion;
        Search = new PackIndexSearch(pack.Index);
        Trees = new TreeLinks[layout.Count];
        Hashes = new LeastHashes(layout.Count);
        firstChild = new int[layout.Count];
        nextChild = new int[layout.Count];
        Array.Fill(firstChild, -1);
        for (var position = layout.Count - 1; position >= 0; position--)
            Hang(position);
        roots.Reverse();
    }

    /// <summary>Finds objects of the pack.</summary>
    public PackIndexSearch Search { get; }

    /// <summary>The trees, by position.</summary>
    public TreeLinks[] Trees { get; }

    /// <summary>The hints of the names of objects, by position.</summary>
    public LeastHashes Hashes { get; }

    /// <summary>The other threads that read trees.</summary>
    public SideWork Helpers { get; } = new();

    /// <summary>The first delta on a tree, or -1.</summary>
    public int FirstChild(int position) => firstChild[position];

    /// <summary>The next delta on the same tree, or -1.</summary>
    public int NextChild(int position) => nextChild[position];

    /// <summary>Takes from what may be made.</summary>
    /// <returns>False if nothing is left.</returns>
    public bool Spend(long size) => Interlocked.Add(ref budget, -size) >= 0;

    /// <summary>Begins to read the trees on other threads, unless that was done before.</summary>
    /// <param name="helpers">How many threads, besides the one that finishes.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void Begin(int helpers, CancellationToken cancellationToken)
    {
        if (workers.Length > 0)
            return;
        workers = new HarvestWorker[Math.Clamp(roots.Count / Batch, 1, helpers + 1)];
        for (var i = 0; i < workers.Length; i++)
            workers[i] = new HarvestWorker(this, layout, pack.OpenCursor(), i + 1);
        foreach (var worker in workers[1..])
            Helpers.Begin(() => Work(worker, cancellationToken));
    }

    /// <summary>Reads the trees that are left, and waits for the others.</summary>
    /// <param name="cancellationToken">Stops.</param>
    public void Finish(CancellationToken cancellationToken)
    {
        Begin(Environment.ProcessorCount - 1, cancellationToken);
        Work(workers[0], cancellationToken);
        Helpers.Close().GetAwaiter().GetResult();
    }

    /// <summary>The links of a tree that was read.</summary>
    public ReadOnlySpan<TreeLink> Links(in TreeLinks tree) => workers[tree.Worker - 1].Links(tree);

    /// <summary>The object that a link of a tree leads to outside the pack.</summary>
    public ObjectId Foreign(in TreeLinks tree, TreeLink link) => workers[tree.Worker - 1].Foreign[link.Number];

    /// <summary>All that trees link to outside the pack; one may come several times.</summary>
    public IEnumerable<(ObjectId Id, uint Hash)> AllForeign() =>
        workers.SelectMany(worker => Enumerable.Range(0, worker.Foreign.Count).Select(number => (worker.Foreign[number], worker.Foreign.Hash(number))));

    private void Hang(int position)
    {
        ref readonly var entry = ref layout[position];
        nextChild[position] = -1;
        if (entry.ObjectType != ObjectType.Tree)
            return;
        if (entry.Base < 0)
        {
            roots.Add(position);
            return;
        }
        nextChild[position] = firstChild[entry.Base];
        firstChild[entry.Base] = position;
    }

    private void Work(HarvestWorker worker, CancellationToken cancellationToken)
    {
        while (true)
        {
            var start = Interlocked.Add(ref nextRoot, Batch) - Batch;
            if (start >= roots.Count)
                return;
            for (var i = start; i < Math.Min(start + Batch, roots.Count); i++)
                worker.Run(roots[i], cancellationToken);
        }
    }
}

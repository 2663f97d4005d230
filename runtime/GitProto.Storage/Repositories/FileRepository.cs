namespace GitProto.Storage;

/// <summary>
/// A repository on disk in any state git leaves: bare or beside a work tree, a linked work tree, packed or loose, borrowing from others, shallow.
/// Git and this library may use it at the same time. Nothing of its config but how its files are kept has any effect: no hook, no filter, no include.
/// </summary>
public sealed class FileRepository : IRepository
{
    private readonly PathGuard guard;
    private readonly ShallowFile shallow;
    private readonly FileRepositoryOptions options;
    private readonly IReadOnlyList<string> alternates;
    private readonly IRefStore served;

    private FileRepository(RepositoryLocation location, PathGuard guard, FileRepositoryOptions options)
    {
        (GitDirectory, CommonDirectory, this.guard) = (location.GitDirectory, location.CommonDirectory, guard);
        var config = SmallFile.TryRead(Path.Join(CommonDirectory, "config"), ConfigFile.MaxLength, nameof(ConfigFile.MaxLength), guard) ?? [];
        Config = new RepositoryConfig(ConfigFile.Parse(config));
        Format = RepositoryFormat.Read(Config);
        this.options = options = options with { Shared = SharedAccess.Parse(Config.Get("core.sharedrepository")), Fsync = options.Fsync ?? FsyncConfig.Read(Config) };
        var objects = guard.Demand(Path.Join(CommonDirectory, "objects"));
        guard.Demand(Path.Join(CommonDirectory, "refs"));
        alternates = Alternates.Find(objects, guard, options.MaxAlternateDepth);
        Objects = new FileObjectStore(alternates, Format, guard, options);
        Refs = new FileRefStore(GitDirectory, CommonDirectory, Format, guard, id => Objects.Peel(id)?.Id, Config.GetFlag("core.ignorecase") ?? false, new Lazy<ReflogRules>(() => ReflogRules.Read(Config, IsBare, options)), options);
        served = options.Namespace is { } space ? new NamespacedRefStore(Refs, space) : Refs;
        shallow = new ShallowFile(CommonDirectory, Format, guard);
    }

    /// <summary>The directory that holds HEAD.</summary>
    public string GitDirectory { get; }

    /// <summary>The directory that holds objects and refs: another one for a linked work tree.</summary>
    public string CommonDirectory { get; }

    /// <inheritdoc/>
    public ObjectFormat Format { get; }

    /// <summary>What its config file says. Nothing follows from it but how its files are kept (its format, who may read them, what is flushed, which logs); who acts on more of it does so knowingly.</summary>
    public RepositoryConfig Config { get; }

    /// <summary>Who may use its files: <c>core.sharedRepository</c>.</summary>
    public SharedAccess Shared => options.Shared;

    /// <summary>What is flushed to the disk before it takes effect.</summary>
    public FsyncComponents Fsync => options.Flushed;

    /// <summary>True if no work tree belongs to it.</summary>
    public bool IsBare => Config.GetFlag("core.bare") ?? Path.GetFileName(CommonDirectory) != ".git";

    /// <summary>The branches that its work trees have checked out: its own and linked ones.</summary>
    /// <exception cref="PolicyException">While it is gone through: the HEAD of a work tree cannot be read.</exception>
    public IEnumerable<RefName> CheckedOutBranches => WorkTreeHeads.Find(CommonDirectory, IsBare, Format, guard);

    /// <inheritdoc cref="IRepository.Objects"/>
    public FileObjectStore Objects { get; }

    /// <summary>All refs. As an <see cref="IRepository"/> it has those of its <see cref="Namespace"/> only.</summary>
    public FileRefStore Refs { get; }

    /// <summary>The namespace that it was opened for; null for none.</summary>
    public RefNamespace? Namespace => options.Namespace;

    IObjectStore IRepository.Objects => Objects;

    IRefStore IRepository.Refs => served;

    /// <inheritdoc/>
    public IReadOnlySet<ObjectId> ShallowBoundary => shallow.Read();

    /// <summary>What the refs of the repositories point to that this one borrows objects from.</summary>
    public IEnumerable<ObjectId> AlternateTips()
    {
        foreach (var path in alternates.Skip(1))
        {
            using var lender = Path.GetDirectoryName(path) is { } place ? TryOpen(place, options with { Strict = true, Owners = null, Namespace = null }) : null;
            if (lender is null || lender.Format != Format)
                continue;
            foreach (var found in lender.Refs.List())
                yield return found.Target!.Value;
        }
    }

    /// <summary>What the refs outside of the namespace point to; nothing without a namespace.</summary>
    /// <param name="hides">Says by the full name of a ref whether it is left out; null leaves out none.</param>
    public IEnumerable<ObjectId> TipsOutsideNamespace(Func<RefName, bool>? hides = null) => options.Namespace is not { } space ? []
        : Refs.List().Where(found => !found.Name.StartsWith(space.Prefix.Span) && hides?.Invoke(found.Name) != true).Select(found => found.Target!.Value);

    /// <summary>Opens a repository.</summary>
    /// <param name="path">Its directory, or one that git would find it from: see <see cref="FileRepositoryOptions.Strict"/>.</param>
    /// <param name="options">How it is used; may be null.</param>
    /// <exception cref="DirectoryNotFoundException">There is no repository; the text is git's.</exception>
    /// <exception cref="PolicyException">It leads outside the allowed roots, belongs to somebody else, or is of a form that is not supported.</exception>
    public static FileRepository Open(string path, FileRepositoryOptions? options = null) =>
        TryOpen(path, options) ?? throw new DirectoryNotFoundException($"'{Escape.ForDisplay(path)}' does not appear to be a git repository");

    /// <summary>Opens a repository.</summary>
    /// <returns>Null if there is none.</returns>
    /// <exception cref="PolicyException">It leads outside the allowed roots, belongs to somebody else, or is of a form that is not supported.</exception>
    public static FileRepository? TryOpen(string path, FileRepositoryOptions? options = null)
    {
        options ??= FileRepositoryOptions.Default;
        var guard = new PathGuard(options.AllowedRoots);
        if (RepositoryLocation.Find(path, options.Strict, guard) is not { } location)
            return null;
        options.Owners?.Demand(location);
        return new FileRepository(location, guard, options);
    }

    /// <summary>Makes a repository with nothing in it.</summary>
    /// <param name="path">The directory; it may exist if it is empty.</param>
    /// <param name="bare">False: the repository goes into <c>PATH/.git</c>.</param>
    /// <param name="format">The hash that will name its objects.</param>
    /// <param name="initialBranch">The branch HEAD points to, without <c>refs/heads/</c>.</param>
    /// <param name="options">How it is used; may be null.</param>
    /// <exception cref="IOException">The directory holds something already.</exception>
    /// <exception cref="RefRefusedException">The branch has an illegal name.</exception>
    public static FileRepository Create(
        string path, bool bare = true, ObjectFormat format = ObjectFormat.Sha1, string initialBranch = "main", FileRepositoryOptions? options = null)
    {
        RepositoryTemplate.Write(bare ? path : Path.Join(path, ".git"), bare, format, RefName.Parse("refs/heads/" + initialBranch));
        return Open(path, options);
    }

    /// <inheritdoc/>
    public ValueTask UpdateShallowAsync(
        IReadOnlyCollection<ObjectId> shallow, IReadOnlyCollection<ObjectId> unshallow, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (shallow.Count > 0 || unshallow.Count > 0)
            this.shallow.Update(shallow, unshallow, options);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes <c>FETCH_HEAD</c> anew, as git leaves it behind a fetch.</summary>
    /// <param name="entries">What came.</param>
    /// <param name="url">Where it came from. It must hold no user and no password: the file keeps what it is given.</param>
    /// <exception cref="IOException">Another process holds the lock of the file.</exception>
    public void WriteFetchHead(IReadOnlyList<FetchHeadEntry> entries, string url) => FetchHeadFile.Write(GitDirectory, entries, url, guard, options);

    /// <inheritdoc/>
    public void Dispose() => Objects.Dispose();
}

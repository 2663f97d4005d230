using System.Text;

namespace GitProto.Storage;

/// <summary>Finds what a repository keeps by itself: what its refs, its HEAD, its reflogs and its index name.</summary>
internal sealed class RepositoryHeads(IRepository repository, GraphWalk walk, bool reflogs, Action<RepositoryFinding> tell)
{
    private static readonly ByteString Branches = "refs/heads/";

    /// <summary>What is wrong.</summary>
    public RepositoryFlaws Flaws { get; private set; }

    /// <summary>Whether there is any ref.</summary>
    public bool Any { get; private set; }

    /// <summary>Begins the walk at all of them.</summary>
    public void Begin()
    {
        var files = (repository as FileRepository)?.Refs;
        foreach (var found in files?.ListAll() ?? repository.Refs.List().Select(found => new FoundRef(found.Name.ToString(), found.Target)))
            Take(found.Name, found.Target);
        BeginHead(files);
        if (reflogs && files is not null)
        {
            foreach (var (name, entry) in files.AllLogs())
            {
                TakeLogged(name, entry.Old);
                TakeLogged(name, entry.New);
            }
        }
        if (!Any)
            tell(new RepositoryFinding(RepositoryFindingKind.Notice, null, "notice: No default references"));
        if (repository is FileRepository { IsBare: false } work)
            IndexFile.Read(work.GitDirectory, work.Format, id => walk.Begin(id, ObjectMarks.NamedBlob), TakeCached);
    }

    private void BeginHead(FileRefStore? files)
    {
        try
        {
            var link = files is not null ? files.ReadHead()?.Link : repository.Refs.TryRead(RefName.Head)?.SymbolicTarget;
            if (link is not null && !link.StartsWith(Branches.Span))
                Complain($"error: HEAD points to something strange ({link})", RepositoryFlaws.Refs);
            else if (repository.Refs.TryRead(RefName.Head)?.Target is { } target)
                Take("HEAD", target);
            else if (link is not null)
                tell(new RepositoryFinding(RepositoryFindingKind.Notice, null, $"notice: HEAD points to an unborn branch ({Encoding.UTF8.GetString(link.Bytes.Span[Branches.Length..])})"));
            else
                Complain("error: invalid HEAD", RepositoryFlaws.Refs);
        }
        catch (RefRefusedException)
        {
            Complain("error: invalid HEAD", RepositoryFlaws.Refs);
        }
    }

    private void Take(string name, ObjectId? target)
    {
        if (target is not { } id || !walk.Begin(id))
        {
            Complain($"error: {Escape.ForDisplay(name)}: invalid sha1 pointer {target ?? ObjectId.Zero(repository.Format)}", RepositoryFlaws.Reachability);
            return;
        }
        if ((name == "HEAD" || name.StartsWith("refs/heads/", StringComparison.Ordinal)) && repository.Objects.TryReadHeader(id, out var type, out _) && type != ObjectType.Commit)
            Complain($"error: {Escape.ForDisplay(name)}: not a commit", RepositoryFlaws.Refs);
        Any = true;
    }

    private void TakeLogged(string name, in ObjectId id)
    {
        if (!id.IsZero && !walk.Begin(id))
            Complain($"error: {Escape.ForDisplay(name)}: invalid reflog entry {id}", RepositoryFlaws.Reachability);
    }

    private bool TakeCached(ObjectId id)
    {
        if (walk.Begin(id))
            return true;
        Complain($"error: {id}: invalid sha1 pointer in cache-tree", RepositoryFlaws.Refs);
        return false;
    }

    private void Complain(string text, RepositoryFlaws flaws)
    {
        tell(RepositoryFinding.Error(text));
        Flaws |= flaws;
    }
}

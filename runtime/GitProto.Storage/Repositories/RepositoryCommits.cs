using System.Text;

namespace GitProto.Storage;

/// <summary>Making commits and tags in any repository, without a work tree.</summary>
public static class RepositoryCommits
{
    /// <summary>Commits files on top of what a branch holds, and moves the branch.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="branch">The ref, as <c>refs/heads/main</c> or HEAD; it is made if it does not exist.</param>
    /// <param name="message">The message; a final LF is added if there is none.</param>
    /// <param name="files">Paths with <c>/</c>, and texts; a null text removes the file. Files not named stay as they are.</param>
    /// <param name="options">Author, committer, parents.</param>
    /// <param name="cancellationToken">Stops before the branch moves.</param>
    /// <returns>The id of the commit.</returns>
    /// <exception cref="RefRefusedException">The name is no ref name, or the branch moved meanwhile.</exception>
    public static async ValueTask<ObjectId> CommitAsync(
        this IRepository repository, string branch, string message, IEnumerable<(string Path, string? Text)> files,
        CommitOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new CommitOptions();
        var name = RefName.Parse(branch);
        var now = repository.Refs.Resolve(name);
        var parents = options.Parents ?? (now is { } tip ? [tip] : []);
        var tree = TreeEdit.Write(repository.Objects, BaseTree(repository.Objects, parents), files);
        var commit = repository.Objects.WriteCommit(tree, parents, options.Author, options.Committer ?? options.Author, message);
        await repository.Refs.ApplyOneAsync(RefUpdate.Change(name, now ?? ObjectId.Zero(repository.Format), commit), cancellationToken).ConfigureAwait(false);
        return commit;
    }

    /// <summary>Makes an annotated tag and its ref.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="tag">The name without <c>refs/tags/</c>.</param>
    /// <param name="target">What is tagged.</param>
    /// <param name="message">The message.</param>
    /// <param name="tagger">Who tags; a placeholder at the present time unless set.</param>
    /// <param name="cancellationToken">Stops before the ref is made.</param>
    /// <returns>The id of the tag object.</returns>
    public static async ValueTask<ObjectId> TagAsync(
        this IRepository repository, string tag, ObjectId target, string message, Signature? tagger = null, CancellationToken cancellationToken = default)
    {
        var name = RefName.Parse("refs/tags/" + tag);
        if (!repository.Objects.TryReadHeader(target, out var type, out _))
            throw new ObjectRefusedException($"The object {target} is missing.");
        var text = $"object {target}\ntype {type.Name()}\ntag {tag}\ntagger {tagger ?? new CommitOptions().Author}\n\n{EndLine(message)}";
        var id = repository.Objects.Write(ObjectType.Tag, Encoding.UTF8.GetBytes(text));
        await repository.Refs.ApplyOneAsync(RefUpdate.Create(name, id), cancellationToken).ConfigureAwait(false);
        return id;
    }

    /// <summary>Writes a commit object and moves no ref.</summary>
    public static ObjectId WriteCommit(
        this IObjectStore objects, in ObjectId tree, IReadOnlyList<ObjectId> parents, Signature author, Signature committer, string message)
    {
        var text = new StringBuilder($"tree {tree}\n");
        foreach (var parent in parents)
            text.Append("parent ").Append(parent).Append('\n');
        text.Append("author ").Append(author).Append("\ncommitter ").Append(committer).Append("\n\n").Append(EndLine(message));
        return objects.Write(ObjectType.Commit, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static ObjectId? BaseTree(IObjectStore objects, IReadOnlyList<ObjectId> parents) =>
        parents.Count == 0 ? null : new CommitView(objects.Format, objects.Read(parents[0], ObjectType.Commit).Span).Tree;

    private static string EndLine(string message) => message.EndsWith('\n') ? message : message + "\n";
}

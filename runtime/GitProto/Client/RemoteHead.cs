using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Makes HEAD of a clone what HEAD of the server is.</summary>
internal static class RemoteHead
{
    private static readonly ByteString[] Likely = ["refs/heads/main", "refs/heads/master"];

    /// <summary>The branch that HEAD names; null if it names none, or what it names is not legal there.</summary>
    public static RefName? Branch(IReadOnlyList<RemoteRef> refs)
    {
        var head = refs.FirstOrDefault(found => found.Name == RefName.Head.Bytes);
        if (head?.SymbolicTarget is { } target)
            return target.StartsWith("refs/heads/"u8) ? target : null;
        // Old servers do not say where HEAD points: a branch at the same commit is as good, as in git.
        return head?.Id is { } id && Likely.Concat(refs.Select(found => found.Name)).FirstOrDefault(name =>
            name.Span.StartsWith("refs/heads/"u8) && refs.Any(found => found.Name == name && found.Id == id)) is { IsEmpty: false } likely
            && RefName.TryParse(likely, out var branch) ? branch : null;
    }

    /// <summary>Writes it.</summary>
    public static async ValueTask WriteAsync(IRepository repository, IReadOnlyList<RemoteRef> refs, CancellationToken cancellationToken)
    {
        var head = refs.FirstOrDefault(found => found.Name == RefName.Head.Bytes);
        var update = Branch(refs) is { } branch ? RefUpdate.Symbolic(RefName.Head, branch)
            : head?.Id is { } id && repository.Objects.Contains(id) ? RefUpdate.Set(RefName.Head, id) with { NoFollow = true } : null;
        if (update is not null)
            await repository.Refs.ApplyOneAsync(update, cancellationToken).ConfigureAwait(false);
    }
}

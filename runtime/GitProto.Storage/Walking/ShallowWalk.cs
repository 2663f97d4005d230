namespace GitProto.Storage;

/// <summary>Computes shallow boundaries by the rules of upload-pack.</summary>
public static class ShallowWalk
{
    /// <summary>Decides which commits become shallow and which cease to be.</summary>
    /// <exception cref="ObjectRefusedException">A commit on the way is missing, or no commit fits the request.</exception>
    public static ShallowResult Compute(IRepository repository, ShallowRequest request, CancellationToken cancellationToken = default)
    {
        var objects = repository.Objects;
        var own = repository.ShallowBoundary;
        var client = new HashSet<ObjectId>();
        foreach (var id in request.ClientShallow)
        {
            if (objects.TryReadHeader(id, out var type, out _))
                client.Add(type == ObjectType.Commit ? id : throw new ObjectRefusedException($"The shallow object {id} is no commit."));
        }
        var marks = new ShallowMarks(new CommitGraph(objects, own), own, cancellationToken);
        if (request.Depth == ShallowRequest.InfiniteDepth && own.Count == 0)
            marks.KeepAll(client);
        else if (request.Depth is { } depth)
            marks.ByDepth(request.Relative ? Reached(repository, client, request.Tips) : Commits(objects, request.Wants), request.Relative ? depth + 1 : depth);
        else if (request.IsDeepen)
            marks.ByHistory(Commits(objects, request.Wants), Commits(objects, request.Not), request.Since ?? long.MinValue);
        return marks.Result(client);
    }

    private static IEnumerable<ObjectId> Commits(IObjectStore objects, IEnumerable<ObjectId> ids) =>
        ids.Select(id => objects.Peel(id)).Where(peeled => peeled is { Type: ObjectType.Commit }).Select(peeled => peeled!.Value.Id);

    private static IEnumerable<ObjectId> Reached(IRepository repository, HashSet<ObjectId> client, IReadOnlyCollection<ObjectId>? tips) =>
        tips is null ? client : client.Except(Reachability.Unreachable(repository, client, tips));
}

using GitProto.Storage;

namespace GitProto.Client;

/// <summary>Decides what a fetch into a repository wants, and which refs it writes.</summary>
internal sealed class FetchSteps(IRepository repository, FetchOptions options)
{
    /// <summary>What has to come: objects that are not here, or all if the depth of history changes.</summary>
    public IReadOnlyList<ObjectId> Wants(FetchMap map)
    {
        var all = map.Mappings.Select(mapping => mapping.Remote.Id).OfType<ObjectId>().Distinct();
        return options.Pack.Depth is null ? [.. all.Where(id => !repository.Objects.Contains(id))] : [.. all];
    }

    /// <summary>Adds tags of objects that are here, or come with what is fetched.</summary>
    /// <param name="map">Is added to.</param>
    /// <param name="refs">The refs of the server.</param>
    /// <param name="complete">True once the pack is here: then only tags that are here as well.</param>
    public void FollowTags(FetchMap map, IReadOnlyList<RemoteRef> refs, bool complete)
    {
        if (options.Tags != TagMode.Follow || !map.Mappings.Any(mapping => mapping.Local is not null))
            return;
        foreach (var tag in refs.Where(found => found.Name.Span.StartsWith("refs/tags/"u8)))
        {
            if (tag.Id is { } id && repository.Objects.Contains(tag.Peeled ?? id) && (!complete || repository.Objects.Contains(id)))
                map.Follow(tag);
        }
    }

    /// <summary>Writes down what came, ahead of the refs: one that is refused came as well.</summary>
    public void WriteFetchHead(FetchMap map)
    {
        if (options.FetchHead is { } url && repository is FileRepository files)
            files.WriteFetchHead([.. map.Mappings.Select(mapping => new FetchHeadEntry(mapping.Remote.Id!.Value, mapping.Remote.Name, IsForMerge(mapping)))], url);
    }

    // As in git: what the refspecs name, and without any the HEAD alone.
    private bool IsForMerge(FetchMapping mapping) =>
        options.RefSpecs.Count == 0 ? mapping.Remote.Name == RefName.Head.Bytes : !mapping.Follows;

    /// <summary>Writes the refs.</summary>
    public async ValueTask<IReadOnlyList<FetchedRef>> WriteAsync(FetchMap map, IReadOnlyList<RemoteRef> refs, CancellationToken cancellationToken)
    {
        var pruned = options.Prune && refs.Count > 0 ? await PruneAsync(map, cancellationToken).ConfigureAwait(false) : [];
        var plans = new FetchPlan(repository).Make(map.Mappings, cancellationToken);
        if (options.Atomic && plans.Any(plan => plan.Status == FetchedRefStatus.Refused))
        {
            return [.. pruned, .. plans.Select(plan => plan.Status is FetchedRefStatus.Refused or FetchedRefStatus.UpToDate
                ? plan : plan with { Status = FetchedRefStatus.Aborted, Reason = "another ref was refused" })];
        }
        var changes = plans.Where(plan => plan.Status is not (FetchedRefStatus.Refused or FetchedRefStatus.UpToDate)).ToList();
        var results = await repository.Refs.ApplyAsync(
            [.. changes.Select(Update)],
            new RefTransactionOptions { Atomic = options.Atomic, Initial = options.Initial },
            cancellationToken).ConfigureAwait(false);
        var failed = changes.Zip(results).Where(pair => !pair.Second.Succeeded).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. pruned, .. plans.Select(plan => failed.TryGetValue(plan, out var result) ? plan with { Status = StatusOf(result), Reason = result.Reason } : plan)];
    }

    // The first refs of a clone have no reason, and so no log.
    private RefUpdate Update(FetchedRef change) =>
        RefUpdate.Change(change.Name, change.Old ?? ObjectId.Zero(repository.Format), change.New!.Value) with { Message = options.Initial ? null : $"{options.Reason}: {FetchReason.Of(change)}" };

    private async ValueTask<IReadOnlyList<FetchedRef>> PruneAsync(FetchMap map, CancellationToken cancellationToken)
    {
        var kept = map.Mappings.Select(mapping => mapping.Local).OfType<RefName>().ToHashSet();
        var gone = repository.Refs.List().Where(found => !found.IsSymbolic && !kept.Contains(found.Name) && ComesFromServer(found.Name)).ToList();
        var results = await repository.Refs.ApplyAsync(
            [.. gone.Select(found => RefUpdate.Delete(found.Name, found.Target))], new RefTransactionOptions { Atomic = options.Atomic }, cancellationToken).ConfigureAwait(false);
        return [.. results.Select((result, index) => new FetchedRef(
            result.Update.Name, null, gone[index].Target, null, result.Succeeded ? FetchedRefStatus.Pruned : StatusOf(result), result.Reason))];
    }

    private static FetchedRefStatus StatusOf(RefUpdateResult refused) => refused.Refusal == RefRefusal.Aborted ? FetchedRefStatus.Aborted : FetchedRefStatus.Refused;

    // What a refspec takes out is not the server's to delete.
    private bool ComesFromServer(RefName name)
    {
        var sources = options.RefSpecs.Select(spec => spec.MapBack(name)).OfType<RefName>().ToList();
        return sources.Count > 0 && !options.RefSpecs.Any(spec => spec.IsNegative && sources.Exists(spec.Matches));
    }
}

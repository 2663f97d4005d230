using GitProto.Storage;

namespace GitProto.Client;

public sealed partial class GitSession
{
    /// <summary>
    /// Fetches into a repository: the pack, then the edge of a shallow history, then the refs. If the pack is refused or cut short, nothing of it stays and
    /// no ref changes.
    /// </summary>
    /// <param name="repository">The repository; its format must be the server's.</param>
    /// <param name="fetch">What is fetched; may be null.</param>
    /// <param name="cancellationToken">Stops; the session cannot be used any more.</param>
    /// <exception cref="PolicyException">The server names objects by another hash than the repository.</exception>
    /// <exception cref="RefRefusedException">The server does not have a ref that a refspec names.</exception>
    /// <exception cref="RemoteErrorException">The server refuses.</exception>
    /// <exception cref="MalformedMessageException">The server breaks the protocol.</exception>
    /// <exception cref="CorruptPackException">The pack is broken, or lacks what was asked for.</exception>
    /// <exception cref="IOException">The connection was cut.</exception>
    public async ValueTask<FetchResult> FetchAsync(IRepository repository, FetchOptions? fetch = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        fetch ??= FetchOptions.Default;
        var refs = await GetRefsAsync(FetchMap.Listing(fetch), cancellationToken).ConfigureAwait(false);
        return await FetchAsync(repository, refs, fetch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fetches what was listed.</summary>
    internal async ValueTask<FetchResult> FetchAsync(
        IRepository repository, IReadOnlyList<RemoteRef> refs, FetchOptions fetch, CancellationToken cancellationToken)
    {
        if (refs.Count > 0 && repository.Format != Format)
            throw new PolicyException($"The server names objects by {Format.Name()}, and the repository by {repository.Format.Name()}.");
        var map = FetchMap.Of(refs, fetch);
        var steps = new FetchSteps(repository, fetch);
        steps.FollowTags(map, refs, complete: false);
        var pack = await FetchIntoAsync(repository, steps.Wants(map), refs, fetch, cancellationToken).ConfigureAwait(false);
        steps.FollowTags(map, refs, complete: true);
        steps.WriteFetchHead(map);
        var written = fetch.RefSpecs.Count == 0 ? [] : await steps.WriteAsync(map, refs, cancellationToken).ConfigureAwait(false);
        return new FetchResult(refs, written, pack, map.Ignored);
    }

    private async ValueTask<ReceivedPack?> FetchIntoAsync(
        IRepository repository, IReadOnlyList<ObjectId> wants, IReadOnlyList<RemoteRef> refs, FetchOptions fetch, CancellationToken cancellationToken)
    {
        if (wants.Count == 0)
            return null;
        var walker = HaveWalker.Over(repository);
        foreach (var found in refs)
        {
            if (found.Id is { } id)
                walker.MarkAdvertised(id);
        }
        var ask = fetch.Pack with
        {
            Thin = fetch.Pack.Thin ?? fetch.Receive.AllowThin,
            IncludeTag = fetch.Pack.IncludeTag || (fetch.RefSpecs.Count > 0 && fetch.Tags != TagMode.None),
        };
        var request = new PackRequest(wants, [.. fetch.Pack.Shallows.Concat(repository.ShallowBoundary).Distinct()], ask);
        return await wire.GuardAsync(async () =>
        {
            var delivery = await Conversation.FetchAsync(request, walker, cancellationToken).ConfigureAwait(false);
            // Without a depth the server names where its own history stops: what was here before is whole, and what does not come is no edge.
            var edge = ask.Depth is null ? delivery.Shallows.Where(id => !repository.Objects.Contains(id)).ToList() : delivery.Shallows;
            var received = await ReceiveAsync().ConfigureAwait(false);
            if (ask.Depth is null)
                edge = [.. edge.Where(id => repository.Objects.Contains(id))];
            await repository.UpdateShallowAsync(edge, delivery.Unshallows, cancellationToken).ConfigureAwait(false);
            wire.RemoteText?.End();
            return received;

            async ValueTask<ReceivedPack> ReceiveAsync()
            {
                try
                {
                    return await repository.Objects.ReceivePackAsync(
                        delivery.Pack, fetch.Receive with { Inspect = InspectAsync }, options.Progress is null ? null : new PackProgressRelay(options.Progress), cancellationToken).ConfigureAwait(false);
                }
                catch (CorruptPackException e) when (delivery.IsRaw && e.InnerException is EndOfStreamException)
                {
                    throw new EndOfStreamException($"The server hung up in the middle of the pack ({wire.Session.Context.Where}): {e.Message}", e);
                }
            }

            async ValueTask InspectAsync(IObjectStore objects, ReceivedPack summary, CancellationToken token)
            {
                await PackEnd.DemandAsync(delivery, token).ConfigureAwait(false);
                if (wants.Where(id => !objects.Contains(id)).Take(1).ToArray() is [var missing])
                    throw new CorruptPackException($"The server sent a pack without {missing}, which was asked for.");
                if (fetch.Receive.Inspect is { } inspect)
                    await inspect(objects, summary, token).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }
}

using GitProto.Storage;

namespace GitProto.Client;

public sealed partial class GitSession
{
    /// <summary>Fetches a pack, as it comes, into a stream. No repository is needed.</summary>
    /// <param name="selectWants">Is given the refs of the server and says which objects are wanted.</param>
    /// <param name="walker">Tells what the client has; <see cref="EmptyHaveWalker.Instance"/> if nothing.</param>
    /// <param name="destination">Where the pack goes; nothing is written if nothing is wanted.</param>
    /// <param name="fetch">How it is asked for; may be null.</param>
    /// <param name="cancellationToken">Stops; the session cannot be used any more.</param>
    /// <exception cref="RemoteErrorException">The server refuses.</exception>
    /// <exception cref="MalformedMessageException">The server breaks the protocol.</exception>
    /// <exception cref="HashMismatchException">The check sum at the end of the pack is wrong.</exception>
    /// <exception cref="IOException">The pack is cut short.</exception>
    public async ValueTask<FetchPackResult> FetchPackAsync(
        Func<IReadOnlyList<RemoteRef>, IEnumerable<ObjectId>> selectWants,
        IHaveWalker walker,
        Stream destination,
        FetchPackOptions? fetch = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selectWants);
        ArgumentNullException.ThrowIfNull(walker);
        ArgumentNullException.ThrowIfNull(destination);
        fetch ??= FetchPackOptions.Default;
        var refs = await GetRefsAsync(null, cancellationToken).ConfigureAwait(false);
        ObjectId[] wants = [.. selectWants(refs).Distinct()];
        if (wants.Length == 0)
            return new FetchPackResult(refs, wants, 0, [], []);
        return await wire.GuardAsync(async () =>
        {
            var delivery = await Conversation.FetchAsync(new PackRequest(wants, fetch.Shallows, fetch), walker, cancellationToken).ConfigureAwait(false);
            using var copy = new PackCopy(delivery, wire.Session.Context);
            var size = await copy.RunAsync(destination, cancellationToken).ConfigureAwait(false);
            await delivery.CompleteAsync(cancellationToken).ConfigureAwait(false);
            wire.RemoteText?.End();
            return new FetchPackResult(refs, wants, size, delivery.Shallows, delivery.Unshallows);
        }).ConfigureAwait(false);
    }
}

namespace GitProto.Storage;

/// <summary>
/// Refs by name. Names are <see cref="RefName"/> only: nothing that failed <c>git check-ref-format</c>, or lies outside <c>refs/</c> and is
/// not HEAD, reaches a store. Implementations are safe for use by many threads at once.
/// </summary>
public interface IRefStore
{
    /// <summary>
    /// Lists the refs under <c>refs/</c>, sorted by bytes. HEAD is not among them. Refs that are broken, or lead to nothing, are left out.
    /// </summary>
    /// <param name="prefix">Only names that begin with these bytes.</param>
    IEnumerable<Ref> List(ByteString prefix = default);

    /// <summary>Reads one ref and follows it.</summary>
    /// <returns>Null if there is no such ref.</returns>
    /// <exception cref="RefRefusedException">Its content is broken, leads outside <c>refs/</c>, or in a circle.</exception>
    Ref? TryRead(RefName name);

    /// <summary>
    /// Changes refs. Each update is compared with what is there and then set, with no gap between. Refs are deleted before others are made, so that
    /// <c>a</c> can make way for <c>a/b</c>; within one atomic set a store may refuse that, as git does.
    /// </summary>
    /// <param name="updates">The changes; no name twice.</param>
    /// <param name="options">All or nothing unless this says otherwise.</param>
    /// <param name="cancellationToken">Stops before the first change, never between two.</param>
    /// <returns>One result per update, in the same order.</returns>
    ValueTask<IReadOnlyList<RefUpdateResult>> ApplyAsync(
        IReadOnlyList<RefUpdate> updates, RefTransactionOptions? options = null, CancellationToken cancellationToken = default);
}

using System.Runtime.CompilerServices;

namespace GitProto.Client;

public sealed partial class GitSession
{
    /// <summary>Lists the refs of the repository as they come. If the list is not read to its end, the rest is read and dropped before the next request.</summary>
    /// <param name="list">What is asked; may be null.</param>
    /// <param name="cancellationToken">Stops; the session cannot be used any more.</param>
    /// <exception cref="MalformedMessageException">A line is malformed, or a name comes twice.</exception>
    /// <exception cref="RemoteErrorException">The server refuses.</exception>
    /// <exception cref="IOException">The list is cut short.</exception>
    public async IAsyncEnumerable<RemoteRef> ListRefsAsync(ListRefsOptions? list = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await wire.GuardAsync(() => SettleAsync(cancellationToken)).ConfigureAwait(false);
        var refs = Conversation.ListAsync(list ?? ListRefsOptions.Default, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (refs.ConfigureAwait(false))
        {
            while (await wire.GuardAsync(() => refs.MoveNextAsync().AsTask()).ConfigureAwait(false))
                yield return refs.Current;
        }
    }

    /// <summary>Lists the refs and keeps them all.</summary>
    /// <inheritdoc cref="ListRefsAsync"/>
    public async ValueTask<IReadOnlyList<RemoteRef>> GetRefsAsync(ListRefsOptions? list = null, CancellationToken cancellationToken = default)
    {
        var refs = new List<RemoteRef>();
        await foreach (var found in ListRefsAsync(list, cancellationToken).ConfigureAwait(false))
            refs.Add(found);
        return refs;
    }

    private async Task<bool> SettleAsync(CancellationToken cancellationToken)
    {
        await Conversation.SettleAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }
}

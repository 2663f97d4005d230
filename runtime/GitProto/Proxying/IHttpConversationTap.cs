using GitProto.Server;

namespace GitProto.Proxying;

/// <summary>Is given what passes through a proxy of smart HTTP in one conversation: the requests of one client, from its advertisement on, one after the other.</summary>
public interface IHttpConversationTap : IAsyncDisposable
{
    /// <summary>A request begins.</summary>
    /// <param name="request">Its head. Bodies are shown in no encoding, whatever was sent; so it names none.</param>
    /// <param name="cancellationToken">The request is cut off.</param>
    /// <returns>Is given its bodies; it is disposed of when both are over, before the next request begins.</returns>
    ValueTask<IHttpExchangeTap> AskAsync(SmartHttpHead request, CancellationToken cancellationToken);
}

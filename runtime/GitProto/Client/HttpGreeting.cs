using GitProto.Protocol;

namespace GitProto.Client;

/// <summary>What stands at the beginning of a conversation over HTTP, and nowhere else.</summary>
internal static class HttpGreeting
{
    /// <summary>Reads the line that names the service, if it is there. Any flow of a service can have begun.</summary>
    /// <returns>True if it was there.</returns>
    /// <exception cref="MalformedMessageException">It names another service.</exception>
    public static async ValueTask<bool> TakeHeaderAsync(WireSession session, HttpService service, CancellationToken cancellationToken)
    {
        ReadError error = default;
        var first = await session.ReaderOf(Role.Server).PeekAsync(cancellationToken).ConfigureAwait(false);
        if (!ServiceHeader.Starts(first, session.Context, ref error))
            return false;
        var (received, _) = await session.ReceiveAsync(Role.Server, cancellationToken).ConfigureAwait(false);
        if (received.Message is not ServiceHeader header || header.Service.Value != service.Value)
            throw new MalformedMessageException($"The server names another service than it was asked for ({session.Context.Where})", service.ToString(), "service-header.same-service");
        return true;
    }

    /// <summary>Reads the advertisement of upload-pack, behind which the archive service stands. Only a server of v2 has that.</summary>
    /// <exception cref="PolicyException">The server speaks an older protocol.</exception>
    public static async ValueTask PassAsync(WireSession session, CancellationToken cancellationToken)
    {
        session.Begin(FetchV0Flow.Table);
        var headed = await TakeHeaderAsync(session, HttpService.UploadPack, cancellationToken).ConfigureAwait(false);
        var first = await session.ReaderOf(Role.Server).PeekAsync(cancellationToken).ConfigureAwait(false);
        ReadError error = default;
        if (V2Advertisement.Starts(first, session.Context, ref error))
        {
            await UploadPackV2Flow.Client.Begin(session).ReceiveAsync(cancellationToken).ConfigureAwait(false);
            return;
        }
        session.Context.ThrowIfError(first);
        throw headed ? new PolicyException("The server gives no archive over HTTP: it does not speak version 2 of the protocol.") : Missing(session, first);
    }

    /// <summary>The error for a server that begins with something else.</summary>
    public static Exception Missing(WireSession session, in Packet first)
    {
        session.Context.ThrowIfError(first);
        return first.IsEnd
            ? new EndOfStreamException($"The server answers with nothing ({session.Context.Where}).")
            : new MalformedMessageException($"The server begins neither with the name of its service nor with a version ({session.Context.Where})", null, "service-header.first-packet");
    }
}

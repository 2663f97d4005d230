using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Takes pushes to one repository over any two byte streams: a socket, standard input and output, the body of an HTTP request.</summary>
public static class ReceivePackServer
{
    /// <summary>
    /// Serves one client. The streams stay open. What was refused to the client ends well: it was told. <see cref="GitServerOptions.AllowReceivePack"/>
    /// does not count here: who calls this has decided.
    /// </summary>
    /// <param name="pipe">The client.</param>
    /// <param name="repository">The repository; the caller disposes of it.</param>
    /// <param name="request">The version, and how much of the conversation these streams carry.</param>
    /// <param name="options">How clients are served; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the service at once. Refs that have moved stay so.</param>
    /// <exception cref="GitProtoException">The client broke a rule; it was told so, and nothing was changed.</exception>
    /// <exception cref="IOException">The client is gone, or said nothing for too long.</exception>
    public static Task ServeAsync(
        IDuplexPipe pipe, IRepository repository, ReceivePackRequest request, GitServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(request);
        options ??= GitServerOptions.Default;
        return ServerSession.RunAsync(
            pipe, options, request.Stateless, (session, lastWords) => RunAsync(session, repository, request, options, lastWords, cancellationToken));
    }

    internal static Task RunAsync(
        WireSession session, IRepository repository, ReceivePackRequest request, GitServerOptions options, LastWords lastWords, CancellationToken cancellationToken)
    {
        session.Context.Format = repository.Format;
        return ServiceWatch.RunAsync(
            GitService.ReceivePack, repository, request.Version, options,
            () => new PushConversation(session, new ReceivePackService(repository, request, options), lastWords).RunAsync(cancellationToken));
    }
}

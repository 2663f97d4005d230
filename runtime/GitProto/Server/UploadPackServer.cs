using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Sends objects of one repository over any two byte streams: a socket, standard input and output, the body of an HTTP request.</summary>
public static class UploadPackServer
{
    /// <summary>Serves one client. The streams stay open.</summary>
    /// <param name="pipe">The client.</param>
    /// <param name="repository">The repository; the caller disposes of it.</param>
    /// <param name="request">The version, and how much of the conversation these streams carry.</param>
    /// <param name="options">How clients are served; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the service at once.</param>
    /// <exception cref="GitProtoException">The client broke a rule or asked for what it may not have; it was told so.</exception>
    /// <exception cref="IOException">The client is gone, or said nothing for too long.</exception>
    public static Task ServeAsync(
        IDuplexPipe pipe, IRepository repository, UploadPackRequest request, GitServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(request);
        options ??= GitServerOptions.Default;
        return ServerSession.RunAsync(
            pipe, options, request.Stateless, (session, lastWords) => RunAsync(session, repository, request, options, lastWords, cancellationToken));
    }

    internal static Task RunAsync(
        WireSession session, IRepository repository, UploadPackRequest request, GitServerOptions options, LastWords lastWords, CancellationToken cancellationToken)
    {
        session.Context.Format = repository.Format;
        return ServiceWatch.RunAsync(GitService.UploadPack, repository, request.Version, options, () =>
        {
            var service = new UploadPackService(repository, request, options);
            return request.Version == ProtocolVersion.Newest
                ? new UploadPackV2(session, service, lastWords).RunAsync(cancellationToken)
                : new UploadPackV0(session, service, lastWords).RunAsync(cancellationToken);
        });
    }
}

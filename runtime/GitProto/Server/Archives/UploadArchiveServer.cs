using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Storage;

namespace GitProto.Server;

/// <summary>Sends archives of trees of one repository over any two byte streams.</summary>
public static class UploadArchiveServer
{
    /// <summary>Serves one client. The streams stay open.</summary>
    /// <param name="pipe">The client.</param>
    /// <param name="repository">The repository; the caller disposes of it.</param>
    /// <param name="request">What this client may name.</param>
    /// <param name="options">How clients are served; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the service at once.</param>
    /// <exception cref="GitProtoException">The client broke a rule or asked for what it may not have; it was told so.</exception>
    /// <exception cref="IOException">The client is gone, or said nothing for too long.</exception>
    public static Task ServeAsync(
        IDuplexPipe pipe, IRepository repository, UploadArchiveRequest request, GitServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(request);
        options ??= GitServerOptions.Default;
        return ServerSession.RunAsync(
            pipe, options, stateless: false, (session, lastWords) => RunAsync(session, repository, request, options, lastWords, cancellationToken));
    }

    internal static Task RunAsync(
        WireSession session, IRepository repository, UploadArchiveRequest request, GitServerOptions options, LastWords lastWords, CancellationToken cancellationToken)
    {
        session.Context.Format = repository.Format;
        return ServiceWatch.RunAsync(
            GitService.UploadArchive, repository, 0, options, () => new ArchiveConversation(session, repository, request, options, lastWords).RunAsync(cancellationToken));
    }
}

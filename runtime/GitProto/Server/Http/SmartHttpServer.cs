using System.IO.Pipelines;

namespace GitProto.Server;

/// <summary>Serves smart HTTP behind any web server: it is given one request and writes the body of the answer.</summary>
public static class SmartHttpServer
{
    /// <summary>Serves one request. The streams stay open. Whoever calls this has decided that the client may have the service.</summary>
    /// <param name="pipe">The body of the request, inflated; and the body of the answer.</param>
    /// <param name="served">The repository; the caller disposes of it.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="options">How clients are served; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the service at once.</param>
    /// <exception cref="GitProtoException">The client broke a rule or asked for what it may not have; it was told so.</exception>
    /// <exception cref="IOException">The client is gone, said nothing for too long, or its body is not what its head says.</exception>
    public static Task ServeAsync(
        IDuplexPipe pipe, ServedRepository served, SmartHttpRequest request, GitServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(served);
        ArgumentNullException.ThrowIfNull(request);
        return request switch
        {
            { Refusal: not null } => throw new ArgumentException("The request is refused.", nameof(request)),
            { Service: GitService.UploadPack } => UploadPackServer.ServeAsync(pipe, served.Repository, new UploadPackRequest
            {
                Version = request.Version,
                Stateless = true,
                AdvertiseOnly = request.AdvertiseOnly,
                NameService = request.AdvertiseOnly,
                Hides = served.Hides,
            }, options, cancellationToken),
            { Service: GitService.ReceivePack } => ReceivePackServer.ServeAsync(pipe, served.Repository, new ReceivePackRequest
            {
                Version = request.Version,
                Stateless = true,
                AdvertiseOnly = request.AdvertiseOnly,
                NameService = request.AdvertiseOnly,
                Hides = served.Hides,
            }, options, cancellationToken),
            _ => UploadArchiveServer.ServeAsync(pipe, served.Repository, new UploadArchiveRequest { Hides = served.Hides }, options, cancellationToken),
        };
    }
}

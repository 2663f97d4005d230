using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>A service as a client comes to it over each transport.</summary>
/// <param name="Word">Its name on the wire.</param>
/// <param name="Web">Its name in URLs of HTTP.</param>
/// <param name="Program">The program that the options name for repositories of this machine.</param>
/// <param name="RemoteProgram">What the options name for the other machine of ssh.</param>
internal sealed record ClientService(GitProtoRequestService Word, HttpService Web, Func<GitClientOptions, ProcessCommand?> Program, Func<GitClientOptions, string?> RemoteProgram)
{
    /// <summary>Sends objects.</summary>
    public static ClientService UploadPack { get; } =
        new(GitProtoRequestService.UploadPack, HttpService.UploadPack, options => options.UploadPack, options => options.RemoteUploadPack);

    /// <summary>Takes pushes.</summary>
    public static ClientService ReceivePack { get; } =
        new(GitProtoRequestService.ReceivePack, HttpService.ReceivePack, options => options.ReceivePack, options => options.RemoteReceivePack);

    /// <summary>Makes archives.</summary>
    public static ClientService UploadArchive { get; } =
        new(GitProtoRequestService.UploadArchive, HttpService.UploadArchive, options => options.UploadArchive, options => options.RemoteUploadArchive);

    /// <summary>Opens a connection to it.</summary>
    /// <returns>The connection, and the URL that has to be asked for over it; null if the service is at the other end already.</returns>
    /// <exception cref="PolicyException">The transport is not supported, or not taken.</exception>
    public async ValueTask<(GitConnection Connection, GitUrl? Called)> OpenAsync(GitUrl url, GitClientOptions options, CancellationToken cancellationToken) => url.Kind switch
    {
        // The URL may have been read with other options.
        var kind when (kind & options.Urls.Allow) == 0 =>
            throw new PolicyException($"The URL '{url}' is refused: URLs of the kind {kind} are not taken ({nameof(GitUrlOptions)}.{nameof(GitUrlOptions.Allow)})."),
        GitUrlKind.Ssh when options.Urls.Addresses is not null =>
            throw new PolicyException($"The URL '{url}' is refused: ssh finds the address by itself, and only some are taken ({nameof(GitUrlOptions)}.{nameof(GitUrlOptions.Addresses)})."),
        GitUrlKind.Git => (await TcpConnection.ConnectAsync(url.Host, url.EffectivePort, options.Timeouts, options.TimeProvider, options.Urls.Addresses, cancellationToken).ConfigureAwait(false), url),
        GitUrlKind.Local => Program(options) is { } command ? (LocalServer.Run(command, url, options), null) : (LocalServer.Serve(url, Word == GitProtoRequestService.UploadPack ? null : options.LocalOwners, options), url),
        GitUrlKind.Ssh => (await SshServer.RunAsync(this, url, options, cancellationToken).ConfigureAwait(false), null),
        GitUrlKind.Http or GitUrlKind.Https => (await HttpConnection.OpenAsync(url, Web, options, cancellationToken).ConfigureAwait(false), null),
        _ => throw new PolicyException($"The URL '{url}' is refused: {UrlSchemes.Of(url.Kind)} is not supported."),
    };
}

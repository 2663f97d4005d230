using GitProto.Transports;

namespace GitProto.Client;

/// <summary>Begins conversations with servers of repositories.</summary>
public static partial class GitClient
{
    /// <summary>Connects to a repository and reads what the server says first.</summary>
    /// <param name="url">A <c>git://</c>, <c>ssh://</c>, <c>http://</c>, <c>https://</c> or <c>file://</c> URL, the short form <c>user@host:path</c>, or a path of this machine.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InvalidUrlException">The address is malformed or ambiguous; nothing was opened.</exception>
    /// <exception cref="PolicyException">Its transport is not supported.</exception>
    /// <exception cref="RemoteErrorException">The server refuses.</exception>
    /// <exception cref="AuthenticationFailedException">The server, or a proxy, does not accept who we are.</exception>
    /// <exception cref="IOException">There is no server, or it hangs up, or it is none of Git (<see cref="GitHttpException"/>).</exception>
    public static ValueTask<GitSession> ConnectAsync(string url, GitClientOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectAsync(GitUrl.Parse(url, (options ?? GitClientOptions.Default).Urls), options, cancellationToken);

    /// <inheritdoc cref="ConnectAsync(string, GitClientOptions?, CancellationToken)"/>
    public static async ValueTask<GitSession> ConnectAsync(GitUrl url, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        options ??= GitClientOptions.Default;
        var (connection, called) = await ClientService.UploadPack.OpenAsync(url, options, cancellationToken).ConfigureAwait(false);
        return await GitSession.OpenAsync(connection, called, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a bare clone on disk. If anything fails, what was made is taken away again, and nothing else.</summary>
    /// <param name="url">Where from.</param>
    /// <param name="path">The directory: absent, or empty.</param>
    /// <param name="options">How; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="InvalidUrlException">The address is malformed or ambiguous; nothing was opened.</exception>
    /// <exception cref="RefRefusedException">A ref cannot be stored.</exception>
    /// <exception cref="RemoteErrorException">The server refuses.</exception>
    /// <exception cref="IOException">The directory holds something already, there is no server, or it hangs up.</exception>
    public static ValueTask<CloneResult> CloneAsync(string url, string path, CloneOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= CloneOptions.Default;
        return new Cloning(GitUrl.Parse(url, options.Client.Urls), url, path, options).RunAsync(cancellationToken);
    }

    /// <summary>Begins a conversation on a connection at whose other end an upload-pack service is about to speak, for one in this process.</summary>
    /// <param name="connection">The connection, which the session owns from here on.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<GitSession> OpenAsync(GitConnection connection, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return GitSession.OpenAsync(connection, null, options ?? GitClientOptions.Default, cancellationToken);
    }

    /// <summary>Calls a git:// server over a connection that exists already, and begins a conversation with it.</summary>
    /// <param name="connection">The connection, which the session owns from here on.</param>
    /// <param name="url">The <c>git://</c> URL that the server is asked for.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<GitSession> OpenAsync(GitConnection connection, GitUrl url, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(url);
        return GitSession.OpenAsync(connection, url, options ?? GitClientOptions.Default, cancellationToken);
    }
}

using GitProto.Storage;
using GitProto.Transports;

namespace GitProto.Client;

public static partial class GitClient
{
    /// <summary>Pushes refs of a repository to a server.</summary>
    /// <param name="url">A <c>git://</c>, <c>ssh://</c>, <c>http://</c>, <c>https://</c> or <c>file://</c> URL, the short form <c>user@host:path</c>, or a path of this machine.</param>
    /// <param name="repository">Where the objects and refs come from.</param>
    /// <param name="push">What is pushed.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>What became of each ref; a ref that was refused is no exception.</returns>
    /// <exception cref="InvalidUrlException">The address is malformed or ambiguous; nothing was opened.</exception>
    /// <inheritdoc cref="PushSession.PushAsync"/>
    public static async ValueTask<PushResult> PushAsync(
        string url, IRepository repository, PushRefsOptions push, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(push);
        var session = await ConnectPushAsync(url, options, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await session.PushAsync(repository, push, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to a repository to push to it, and reads what refs it has.</summary>
    /// <inheritdoc cref="ConnectAsync(string, GitClientOptions?, CancellationToken)"/>
    public static ValueTask<PushSession> ConnectPushAsync(string url, GitClientOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectPushAsync(GitUrl.Parse(url, (options ?? GitClientOptions.Default).Urls), options, cancellationToken);

    /// <inheritdoc cref="ConnectPushAsync(string, GitClientOptions?, CancellationToken)"/>
    public static async ValueTask<PushSession> ConnectPushAsync(GitUrl url, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        options = ForPush(options);
        var (connection, called) = await ClientService.ReceivePack.OpenAsync(url, options, cancellationToken).ConfigureAwait(false);
        return await PushSession.OpenAsync(connection, called, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a conversation on a connection at whose other end a receive-pack service is about to speak.</summary>
    /// <param name="connection">The connection, which the session owns from here on.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<PushSession> OpenPushAsync(GitConnection connection, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return PushSession.OpenAsync(connection, null, ForPush(options), cancellationToken);
    }

    /// <summary>Calls a git:// server over a connection that exists already, to push to it.</summary>
    /// <param name="connection">The connection, which the session owns from here on.</param>
    /// <param name="url">The <c>git://</c> URL that the server is asked for.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static ValueTask<PushSession> OpenPushAsync(GitConnection connection, GitUrl url, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(url);
        return PushSession.OpenAsync(connection, url, ForPush(options), cancellationToken);
    }

    /// <summary>A push knows v0 and v1 only; one who asks for the newest gets v0, as with git.</summary>
    private static GitClientOptions ForPush(GitClientOptions? options)
    {
        options ??= GitClientOptions.Default;
        return options with { Protocol = options.Protocol == 1 ? 1 : 0 };
    }
}

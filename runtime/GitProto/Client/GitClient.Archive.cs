using System.Text;
using GitProto.Transports;

namespace GitProto.Client;

public static partial class GitClient
{
    private const int MaxFormats = 64 << 10;

    /// <summary>Gets an archive of a tree of a server. Nothing of it is kept in memory; if it fails, what was written so far is no archive.</summary>
    /// <param name="url">A <c>git://</c>, <c>ssh://</c>, <c>http://</c>, <c>https://</c> or <c>file://</c> URL, the short form <c>user@host:path</c>, or a path of this machine.</param>
    /// <param name="archive">Which archive.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="options">How to talk; may be null.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="InvalidUrlException">The address is malformed or ambiguous; nothing was opened.</exception>
    /// <exception cref="PolicyException">Its transport is not supported.</exception>
    /// <exception cref="ArgumentException">The wish cannot be put into words. Nothing was opened.</exception>
    /// <exception cref="RemoteErrorException">The server refuses; the text says why, if it did.</exception>
    /// <exception cref="AuthenticationFailedException">The server, or a proxy, does not accept who we are.</exception>
    /// <exception cref="IOException">There is no server, or it hangs up before the end of the archive.</exception>
    public static ValueTask<long> ArchiveAsync(
        string url, ArchiveOptions archive, Stream destination, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentNullException.ThrowIfNull(destination);
        return GetArchiveAsync(url, ArchiveCommandLine.Of(archive), destination, options, cancellationToken);
    }

    /// <summary>Asks a server which formats of archives it makes.</summary>
    /// <inheritdoc cref="ArchiveAsync"/>
    public static async ValueTask<IReadOnlyList<string>> ListArchiveFormatsAsync(string url, GitClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var text = new LimitedMemoryStream(MaxFormats);
        await GetArchiveAsync(url, ArchiveCommandLine.List, text, options, cancellationToken).ConfigureAwait(false);
        return [.. Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Escape.ForDisplay)];
    }

    private static async ValueTask<long> GetArchiveAsync(
        string text, IReadOnlyList<ByteString> arguments, Stream destination, GitClientOptions? options, CancellationToken cancellationToken)
    {
        options ??= GitClientOptions.Default;
        var url = GitUrl.Parse(text, options.Urls);
        // There are no versions here, and as git does, none is asked for; but over HTTP the service stands behind the advertisement of v2.
        options = url.Kind is GitUrlKind.Http or GitUrlKind.Https ? options with { Protocol = 2 } : ForPush(options);
        var (connection, called) = await ClientService.UploadArchive.OpenAsync(url, options, cancellationToken).ConfigureAwait(false);
        var download = new ArchiveDownload(connection, options);
        await using (download.ConfigureAwait(false))
            return await download.RunAsync(called, arguments, destination, cancellationToken).ConfigureAwait(false);
    }
}

using System.Globalization;
using GitProto.Transports;

namespace GitProto.Tests;

/// <summary>A git:// server on a free port that says the same to everybody, whatever it hears, and hangs up.</summary>
internal sealed class HostileDaemon : IAsyncDisposable
{
    private readonly GitTcpServer listener;

    private HostileDaemon(GitTcpServer listener) => this.listener = listener;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"git://127.0.0.1:{listener.Port}/r.git");

    public static HostileDaemon Start(byte[] said) => new(GitTcpServer.Start(
        async (connection, stopping) =>
        {
            await connection.Output.WriteAsync(said, stopping);
            await connection.CloseWriteAsync(stopping);
            // It hears all that is said, or the system would reset the connection before the client has read.
            await connection.Input.CopyToAsync(Stream.Null, stopping);
        },
        GitTcpServerOptions.Default));

    public ValueTask DisposeAsync() => listener.DisposeAsync();
}

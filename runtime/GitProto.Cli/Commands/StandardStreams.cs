using GitProto.Transports;

namespace GitProto.Cli.Commands;

/// <summary>Serves whoever is at the other end of standard input and output, as the drop-in programs do.</summary>
internal static class StandardStreams
{
    /// <summary>Serves; what was said arrives, however it ends.</summary>
    public static async Task ServeAsync(Func<GitConnection, Task> serve, CancellationToken cancellation)
    {
        await using var connection = StdioConnection.Open();
        try
        {
            await serve(connection);
        }
        finally
        {
            await EndAsync(connection, cancellation);
        }
    }

    private static async Task EndAsync(StdioConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.CloseWriteAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client has left: what could be said was said.
        }
    }
}

using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>Runs a watch beside the conversation that it watches.</summary>
internal sealed class LiveWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task<ConversationReport> watching;
    private Exception? failure;

    public LiveWatch(Func<CancellationToken, Task<ConversationReport>> watch) => watching = Task.Run(() => watch(stop.Token));

    /// <summary>What was found; null if the watch was given up.</summary>
    /// <exception cref="IOException">What waited for the watch could not be kept.</exception>
    public async Task<ConversationReport?> ReportAsync()
    {
        try
        {
            return await watching.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return failure is null ? null : throw new IOException(failure.Message, failure);
        }
    }

    /// <summary>Hands bytes to the watch, or gives it up.</summary>
    public async ValueTask WriteAsync(Spool to, ReadOnlyMemory<byte> bytes)
    {
        if (watching.IsCompleted || stop.IsCancellationRequested)
            return;
        try
        {
            if (to.TryWrite(bytes.Span))
                return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = e;
        }
        await stop.CancelAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }
}

using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

internal sealed partial class ClientWire
{
    private static readonly TimeSpan LastWordsWait = TimeSpan.FromSeconds(1);

    /// <summary>Does something with the connection. What fails in the middle of a conversation ends it.</summary>
    public async ValueTask<T> GuardAsync<T>(Func<Task<T>> action)
    {
        ThrowIfUnusable();
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception e) when (EndsConversation(e))
        {
            var error = await ExplainAsync(e).ConfigureAwait(false);
            await BreakAsync(error).ConfigureAwait(false);
            if (ReferenceEquals(error, e))
                throw;
            throw error;
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(GitSession));
        if (broken is not null)
            throw new IOException($"The session cannot be used any more: {broken.Message}", broken);
    }

    private async ValueTask BreakAsync(Exception error)
    {
        broken ??= error;
        pipe.Dispose();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private static bool EndsConversation(Exception e) => e is not (CapabilityNotAdvertisedException or ArgumentException or InvalidOperationException);

    /// <summary>Finds better words for an error of the connection: those of the server, or of the program that was to serve.</summary>
    private async ValueTask<Exception> ExplainAsync(Exception e)
    {
        if (e is not IOException || e is GitTimeoutException)
            return e;
        if (connection.Failure is { } failure)
            return failure;
        if (e is not EndOfStreamException && await LastWordsAsync().ConfigureAwait(false) is { } refused)
            return refused;
        if (connection is not ProcessConnection process)
            return e;
        using var soon = new CancellationTokenSource(LastWordsWait);
        try
        {
            // A program that still waits for a request learns that none will come, and need not be waited for to the last.
            await process.CloseWriteAsync(soon.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(soon.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or InvalidOperationException)
        {
            // What it has said so far must do.
        }
        return process.ErrorText is { IsEmpty: false } text ? new IOException($"{e.Message} The program said: {TerminalText.OneLine(text.Span)}", e) : e;
    }

    /// <summary>What the server said before it stopped reading.</summary>
    private async ValueTask<RemoteErrorException?> LastWordsAsync()
    {
        try
        {
            using var soon = new CancellationTokenSource(LastWordsWait);
            Session.Context.ThrowIfError(await Session.ReaderOf(Role.Server).PeekAsync(soon.Token).ConfigureAwait(false));
        }
        catch (RemoteErrorException refused)
        {
            return refused;
        }
        catch (Exception e) when (e is IOException or GitProtoException or OperationCanceledException or InvalidOperationException)
        {
            // It said nothing that can be read.
        }
        return null;
    }
}

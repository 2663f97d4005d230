using System.Globalization;
using System.IO.Pipelines;

namespace GitProto.Server;

/// <summary>Sends what a hook prints to the client, up to a limit. What is more, or comes when the client has gone, is read and dropped, so that the hook can go on.</summary>
internal sealed class HookOutput(long limit, PushNews news, CancellationToken cancellationToken) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private long used;
    private bool done;

    /// <summary>Takes what the hook prints to one of its outputs.</summary>
    public async Task CopyAsync(PipeReader output, CancellationToken end)
    {
        try
        {
            while (true)
            {
                var result = await output.ReadAsync(end).ConfigureAwait(false);
                foreach (var segment in result.Buffer)
                    await AddAsync(segment).ConfigureAwait(false);
                output.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    return;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The hook is over.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    /// <summary>Takes some of what it prints.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> bytes)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (done)
                return;
            var part = bytes[..(int)Math.Min(bytes.Length, limit - used)];
            used += part.Length;
            done = part.Length < bytes.Length;
            if (part.Length > 0)
                await news.SayAsync(part, cancellationToken).ConfigureAwait(false);
            if (done)
                await news.WarnAsync(string.Create(CultureInfo.InvariantCulture, $"the hook printed more than {limit} bytes; the rest is dropped"), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // The client has gone; who still must know that sees it by the next thing that is said.
            done = true;
        }
        finally
        {
            turn.Release();
        }
    }
}

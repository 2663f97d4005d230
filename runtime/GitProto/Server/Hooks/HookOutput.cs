using System.Globalization;
using System.IO.Pipelines;

namespace GitProto.Server;

/// <summary>Sends what a hook prints to the client, up to a limit. What is more is read, so that the hook can go on, and dropped.</summary>
internal sealed class HookOutput(long limit, PushNews news, CancellationToken cancellationToken) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private long used;
    private bool told;

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
            // The hook is over, or the client is gone, which whoever waits for the hook sees as well.
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
            var part = bytes[..(int)Math.Min(bytes.Length, limit - used)];
            used += part.Length;
            if (part.Length > 0)
                await news.SayAsync(part, cancellationToken).ConfigureAwait(false);
            if (part.Length == bytes.Length || told)
                return;
            told = true;
            await news.WarnAsync(string.Create(CultureInfo.InvariantCulture, $"the hook printed more than {limit} bytes; the rest is dropped"), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }
}

using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>
/// Moves bytes between a bounded pipe and a stream whose calls block and cannot be cancelled, on a thread of its own: a wait on the pipe can
/// always be ended, whatever the stream does.
/// </summary>
internal static class ThreadedPump
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Reads a stream into a pipe until one of them ends.</summary>
    public static Task Read(Stream stream, PipeWriter writer) => Run(async () =>
    {
        Exception? error = null;
        try
        {
            while (true)
            {
                var count = stream.Read(writer.GetMemory(BufferSize).Span);
                if (count == 0)
                    break;
                writer.Advance(count);
                if ((await writer.FlushAsync().ConfigureAwait(false)).IsCompleted)
                    break;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            error = e;
        }
        await writer.CompleteAsync(error).ConfigureAwait(false);
    });

    /// <summary>Writes to a stream what comes from a pipe until one of them ends; fails if the stream does.</summary>
    public static Task Write(PipeReader reader, Stream stream, Action<int> sent) => Run(async () =>
    {
        Exception? error = null;
        try
        {
            while (true)
            {
                var result = await reader.ReadAsync().ConfigureAwait(false);
                foreach (var segment in result.Buffer)
                {
                    stream.Write(segment.Span);
                    sent(segment.Length);
                }
                stream.Flush();
                reader.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    break;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            error = e;
        }
        await reader.CompleteAsync(error).ConfigureAwait(false);
        if (error is not null)
            throw new IOException("The output was closed.", error);
    });

    private static Task Run(Func<Task> work) =>
        Task.Factory.StartNew(() => work().GetAwaiter().GetResult(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

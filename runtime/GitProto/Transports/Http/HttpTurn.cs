using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;

namespace GitProto.Transports;

/// <summary>One request and its answer. What is written is held until it is known to be small, or too large to be held.</summary>
internal sealed class HttpTurn
{
    private const int CompressFrom = 1024;
    private const int WatchFrom = 64 * 1024;
    private const int Capacity = 512 * 1024;
    private static readonly PipeOptions Bounded = new(pauseWriterThreshold: Capacity, resumeWriterThreshold: Capacity / 2, minimumSegmentSize: 32 * 1024, useSynchronizationContext: false);
    private readonly Pipe request = new(Bounded);
    private readonly Pipe answer = new(Bounded);
    private readonly HttpConnection connection;
    private readonly CancellationToken closing;
    private long received;

    private HttpTurn(HttpConnection connection, CancellationToken closing) => (this.connection, this.closing) = (connection, closing);

    /// <summary>What the client says.</summary>
    public PipeWriter Request => request.Writer;

    /// <summary>What the server answers.</summary>
    public PipeReader Answer => answer.Reader;

    /// <summary>Why it failed; null as long as it did not.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Ends when the whole answer was read from the server.</summary>
    public Task Ending { get; private set; } = Task.CompletedTask;

    /// <summary>A turn that has been answered: the advertisement.</summary>
    public static HttpTurn Begun(HttpConnection connection, HttpResponseMessage response, CancellationToken closing)
    {
        var turn = new HttpTurn(connection, closing);
        turn.Ending = turn.RunAsync(() => Task.FromResult(response));
        return turn;
    }

    /// <summary>A turn that begins with a request.</summary>
    public static HttpTurn Begin(HttpConnection connection, CancellationToken closing)
    {
        var turn = new HttpTurn(connection, closing);
        turn.Ending = turn.RunAsync(turn.SendAsync);
        return turn;
    }

    private async Task RunAsync(Func<Task<HttpResponseMessage>> send)
    {
        try
        {
            using var response = await send().ConfigureAwait(false);
            await CopyAsync(response).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Failure = e;
        }
        await request.Reader.CompleteAsync().ConfigureAwait(false);
        await answer.Writer.CompleteAsync(Failure).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync()
    {
        var read = await request.Reader.ReadAtLeastAsync(connection.Options.Http.PostBuffer + 1, closing).ConfigureAwait(false);
        var isWhole = read.IsCompleted && read.Buffer.Length <= connection.Options.Http.PostBuffer;
        var held = new byte[read.Buffer.Length];
        System.Buffers.BuffersExtensions.CopyTo(read.Buffer, held);
        request.Reader.AdvanceTo(read.Buffer.End);
        var response = isWhole ? await SendWholeAsync(held).ConfigureAwait(false) : await SendInChunksAsync(held).ConfigureAwait(false);
        try
        {
            await HttpAnswers.DemandAsync(response, connection.Media.Result, connection.Exchange, closing).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendWholeAsync(byte[] held)
    {
        var zipped = connection.Compresses && held.Length > CompressFrom ? Gzip(held) : null;
        var response = await connection.Exchange.PostAsync(
            () =>
            {
                var body = new ByteArrayContent(zipped ?? held);
                if (zipped is not null)
                    body.Headers.ContentEncoding.Add("gzip");
                return body;
            },
            // A push is never sent twice, so it takes a connection that cannot be stale.
            connection.IsPush || (zipped ?? held).Length > WatchFrom,
            closing).ConfigureAwait(false);
        connection.Sent(held.Length);
        return response;
    }

    /// <summary>A large body is announced by a lone flush, which also settles who the client is: the body itself passes but once.</summary>
    private async Task<HttpResponseMessage> SendInChunksAsync(byte[] held)
    {
        var probe = connection.LoneFlush;
        using (var allowed = await connection.Exchange.PostAsync(() => new ByteArrayContent(probe), connection.IsPush, closing).ConfigureAwait(false))
            await HttpAnswers.DemandAsync(allowed, null, connection.Exchange, closing).ConfigureAwait(false);
        var early = new EarlyAnswer();
        return await connection.Exchange.PostAsync(new HttpBody(held, request.Reader, early, connection.Sent), early, closing).ConfigureAwait(false);
    }

    private async Task CopyAsync(HttpResponseMessage response)
    {
        using var stream = await response.Content.ReadAsStreamAsync(closing).ConfigureAwait(false);
        while (true)
        {
            var count = await ReadAsync(stream, answer.Writer.GetMemory(16 * 1024)).ConfigureAwait(false);
            if (count == 0)
                return;
            received += count;
            answer.Writer.Advance(count);
            if ((await answer.Writer.FlushAsync(closing).ConfigureAwait(false)).IsCompleted)
                return;
        }
    }

    private async ValueTask<int> ReadAsync(Stream stream, Memory<byte> memory)
    {
        try
        {
            return await stream.ReadAsync(memory, closing).ConfigureAwait(false);
        }
        catch (HttpIOException e) when (e.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            throw new EndOfStreamException(string.Create(CultureInfo.InvariantCulture, $"The server hung up in the middle of its answer, after {received} bytes ({connection.State?.Invoke() ?? "no flow yet"})."), e);
        }
        catch (IOException e)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"The answer of the server broke off after {received} bytes ({connection.State?.Invoke() ?? "no flow yet"}): {Escape.ForDisplay(e.Message)}"), e);
        }
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(plain);
        return bytes.ToArray();
    }
}

using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Conformance.Wire.Http;

/// <summary>A request and its answer.</summary>
internal sealed class RecordedExchange(HttpHead request)
{
    private readonly Lock gate = new();
    private readonly ArrayBufferWriter<byte> asked = new();
    private readonly ArrayBufferWriter<byte> answered = new();

    /// <summary>The head of the request.</summary>
    public HttpHead Request => request;

    /// <summary>The head of the answer; null if none came.</summary>
    public HttpHead? Answer { get; set; }

    /// <summary>Keeps bytes of a body, its chunks undone.</summary>
    public void Add(Role sender, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
            (sender == Role.Client ? asked : answered).Write(bytes);
    }

    /// <summary>The body that a side sent, as it came.</summary>
    public byte[] Sent(Role sender)
    {
        lock (gate)
            return (sender == Role.Client ? asked : answered).WrittenSpan.ToArray();
    }

    /// <summary>As the watch takes it. Without an answer the status is 0.</summary>
    public WatchedExchange Watched() => new(request.Git(), Reader(asked, null), Answer?.Status ?? 0, Answer?["Content-Type"], Reader(answered, Answer?["Content-Encoding"]));

    /// <summary>Writes it to a recording.</summary>
    public async Task SaveAsync(RecordedHttpConversation session)
    {
        var watched = Watched();
        await using var exchange = await session.AskAsync(request.Git(), CancellationToken.None);
        await exchange.PassAsync(Role.Client, Sent(Role.Client), CancellationToken.None);
        await exchange.EndAsync(Role.Client);
        if (Answer is null)
            return;
        await exchange.AnswerAsync(Answer.Status, Answer["Content-Type"]);
        using var body = new MemoryStream();
        try
        {
            await watched.AnswerBody.CopyToAsync(body);
        }
        catch (InvalidDataException)
        {
            // It is not in gzip, though it says so: what could be read is kept.
        }
        await exchange.PassAsync(Role.Server, body.ToArray(), CancellationToken.None);
        await exchange.EndAsync(Role.Server);
    }

    private PipeReader Reader(ArrayBufferWriter<byte> from, string? encoding)
    {
        byte[] bytes;
        lock (gate)
            bytes = from.WrittenSpan.ToArray();
        return encoding == "gzip" ? PipeReader.Create(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)) : PipeReader.Create(new ReadOnlySequence<byte>(bytes));
    }
}

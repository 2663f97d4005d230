using GitProto.Protocol;
using GitProto.Transports;

namespace GitProto.Client;

/// <summary>Asks for an archive and copies what comes.</summary>
internal sealed class ArchiveDownload : IAsyncDisposable
{
    private const int MaxComplaint = 1024;
    private readonly ClientWire wire;
    private readonly Action<RemoteLine>? listener;
    private string complaint = "";

    /// <summary>Takes over a connection.</summary>
    public ArchiveDownload(GitConnection connection, GitClientOptions options)
    {
        listener = options.RemoteText;
        // What the server says to people is the only place where it says why it gives no archive.
        wire = new ClientWire(connection, options with { RemoteText = Hear });
    }

    /// <summary>Asks and copies.</summary>
    /// <returns>Bytes copied.</returns>
    public ValueTask<long> RunAsync(GitUrl? called, IReadOnlyList<ByteString> arguments, Stream destination, CancellationToken cancellationToken) =>
        wire.GuardAsync(() => GetAsync(called, arguments, destination, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => wire.DisposeAsync();

    private async Task<long> GetAsync(GitUrl? called, IReadOnlyList<ByteString> arguments, Stream destination, CancellationToken cancellationToken)
    {
        await wire.CallAsync(GitProtoRequestService.UploadArchive, called, cancellationToken).ConfigureAwait(false);
        if (wire.Turns.IsStateless)
            await HttpGreeting.PassAsync(wire.Session, cancellationToken).ConfigureAwait(false);
        await wire.Turns.BeginAsync(cancellationToken).ConfigureAwait(false);
        var answering = await ArchiveFlow.Client.Begin(wire.Session).SendAsync(new ArchiveRequest { Arguments = arguments }, cancellationToken).ConfigureAwait(false);
        await wire.Turns.EndRequestAsync().ConfigureAwait(false);
        var answered = await answering.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        if (!answered.IsArchiveAnswerWithAck(out _, out var sending))
        {
            answered.IsArchiveAnswer(out var refused, out _);
            throw new RemoteErrorException(refused is ArchiveAnswerNack nack ? nack.Text : "the server gives no archive");
        }
        var (archive, _) = await sending.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var size = await CopyAsync(archive.Bytes, destination, cancellationToken).ConfigureAwait(false);
            await archive.CompleteAsync(cancellationToken).ConfigureAwait(false);
            await wire.Turns.EndAnswerAsync(cancellationToken).ConfigureAwait(false);
            wire.RemoteText?.End();
            await wire.FinishAsync(cancellationToken).ConfigureAwait(false);
            return size;
        }
        catch (RemoteErrorException e) when (complaint.Length > 0)
        {
            wire.RemoteText?.End();
            throw new RemoteErrorException($"{e.Text.ToDisplayString()}: {complaint}", e.Name);
        }
    }

    private static async Task<long> CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 << 10];
        var size = 0L;
        while (await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            await to.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
            size += count;
        }
        await to.FlushAsync(cancellationToken).ConfigureAwait(false);
        return size;
    }

    private void Hear(RemoteLine line)
    {
        listener?.Invoke(line);
        if (line.Text.StartsWith("fatal: ", StringComparison.Ordinal) || line.Text.StartsWith("error: ", StringComparison.Ordinal))
            complaint = line.Text.Length > MaxComplaint ? line.Text[..MaxComplaint] : line.Text;
    }
}

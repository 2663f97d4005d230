using System.IO.Pipelines;

namespace GitProto.Server;

/// <summary>Opens the body of a request: inflated where it is in gzip, and never more than is allowed.</summary>
public static class SmartHttpBody
{
    /// <summary>Opens it.</summary>
    /// <param name="body">The body as it comes; the caller keeps it.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="limits">How much it may be; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the client says. Reading it throws <see cref="SmartHttpBodyException"/> for a body that is broken or too much.</returns>
    /// <exception cref="SmartHttpBodyException">The body is broken, or too much.</exception>
    public static async ValueTask<PipeReader> OpenAsync(Stream body, SmartHttpRequest request, SmartHttpLimits? limits = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(request);
        limits ??= SmartHttpLimits.Default;
        var isPush = request.Service is GitService.ReceivePack;
        var stream = request.IsGzip ? new GzipReadStream(body) : body;
        if ((isPush ? limits.MaxPushRequest : limits.MaxFetchRequest) is { } limit)
            stream = new BoundedReadStream(stream, limit, isPush ? nameof(SmartHttpLimits.MaxPushRequest) : nameof(SmartHttpLimits.MaxFetchRequest));
        if (isPush || !request.IsGzip)
            return PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 << 10, leaveOpen: true));
        // The service reads no further than to the end of what is asked, so damage behind that would go unseen.
        var whole = new MemoryStream();
        await stream.CopyToAsync(whole, cancellationToken).ConfigureAwait(false);
        return PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(whole.GetBuffer().AsMemory(0, (int)whole.Length)));
    }
}

using GitProto.Protocol;
using GitProto.Server;
using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>Writes a conversation over HTTP to a recording while it passes. A recording that fails does not disturb the conversation. Of the heads only what Git reads is kept, and no credentials.</summary>
/// <param name="writer">The recording; it is disposed of with this.</param>
public sealed class RecordedHttpConversation(SessionWriter writer) : IHttpConversationTap
{
    private readonly RecordingGuard guard = new(writer);

    /// <summary>Why not all was recorded; null if all was.</summary>
    public string? Problem => guard.Problem;

    /// <inheritdoc/>
    public async ValueTask<IHttpExchangeTap> AskAsync(SmartHttpHead request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var target = string.Join('/', request.Path.Split('/').Select(Uri.EscapeDataString)) + request.Query;
        await guard.RunAsync(() => writer.AskAsync(request.Method, target, Fields(("Content-Type", request.ContentType), (HttpTransport.VersionHeader, request.GitProtocol)), cancellationToken)).ConfigureAwait(false);
        return new RecordedHttpExchange(writer, guard, SmartHttpRequest.Read(request).IsGzip);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => guard.RunAsync(() => writer.DisposeAsync().AsTask());

    internal static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string? Value)[] fields) =>
        fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!));
}

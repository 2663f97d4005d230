using GitProto.Tracing;

namespace GitProto.Proxying;

/// <summary>Writes to a recording until that fails, and then no more.</summary>
internal sealed class RecordingGuard(SessionWriter writer)
{
    private string? failure;

    /// <summary>Why not all was recorded; null if all was.</summary>
    public string? Problem => failure ?? (writer.IsCut ? "the recording is cut: the conversation is longer than it may be" : null);

    public async ValueTask RunAsync(Func<Task> write)
    {
        if (failure is not null)
            return;
        try
        {
            await write().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = $"the recording is cut: {e.Message}";
        }
    }
}

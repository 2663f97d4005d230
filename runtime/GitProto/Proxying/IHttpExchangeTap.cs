namespace GitProto.Proxying;

/// <summary>Is given a request and its answer.</summary>
public interface IHttpExchangeTap : IConversationTap
{
    /// <summary>The answer begins.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="type">Its media type; null if it has none.</param>
    ValueTask AnswerAsync(int status, string? type);
}

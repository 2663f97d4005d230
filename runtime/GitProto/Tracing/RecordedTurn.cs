using System.IO.Pipelines;
using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>A request over HTTP and its answer, as they were recorded.</summary>
internal sealed record RecordedTurn(string Method, string Target)
{
    public List<KeyValuePair<string, string>> Asking { get; } = [];

    public List<KeyValuePair<string, string>> Answering { get; } = [];

    /// <summary>The status of the answer; 0 if none came.</summary>
    public int Status { get; set; }

    /// <summary>The body of the request, in no encoding, whatever its head says.</summary>
    public ReadOnlyMemory<byte> Asked { get; set; }

    /// <summary>The body of the answer, likewise.</summary>
    public ReadOnlyMemory<byte> Answered { get; set; }

    /// <summary>As the watch takes them.</summary>
    /// <param name="turns">The turns, in order.</param>
    /// <param name="say">Is told of each where it begins.</param>
    public static async IAsyncEnumerable<WatchedExchange> Exchanges(IEnumerable<RecordedTurn> turns, Action<string>? say)
    {
        foreach (var turn in turns)
        {
            say?.Invoke(Escape.ForDisplay($"C: {turn.Method} {turn.Target}"));
            say?.Invoke(turn.Status == 0 ? "S: no answer" : $"S: {turn.Status}");
            yield return turn.Exchange();
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private WatchedExchange Exchange()
    {
        var query = Target.IndexOf('?', StringComparison.Ordinal);
        var head = new SmartHttpHead(Method, query < 0 ? Target : Target[..query], query < 0 ? "" : Target[query..])
        {
            ContentType = Field(Asking, "Content-Type"),
            GitProtocol = Field(Asking, HttpTransport.VersionHeader),
        };
        return new WatchedExchange(head, PipeReader.Create(new(Asked)), Status, Field(Answering, "Content-Type"), PipeReader.Create(new(Answered)));
    }

    private static string? Field(List<KeyValuePair<string, string>> fields, string name) =>
        fields.Where(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value).FirstOrDefault();
}

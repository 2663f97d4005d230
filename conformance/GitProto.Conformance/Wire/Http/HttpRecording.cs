using System.Runtime.CompilerServices;
using GitProto.Protocol;
using GitProto.Proxying;
using GitProto.Tracing;

namespace GitProto.Conformance.Wire.Http;

/// <summary>A conversation over HTTP: the requests of one client, from the advertisement on, and their answers.</summary>
internal sealed class HttpRecording : WireRecording
{
    private readonly Lock gate = new();
    private readonly List<RecordedExchange> exchanges = [];

    public override bool IsUnserved
    {
        get
        {
            lock (gate)
                return exchanges is [] or [.., { Answer: null or { Status: >= 400 } }];
        }
    }

    public override byte[] Sent(Role sender)
    {
        lock (gate)
            return [.. exchanges.SelectMany(one => one.Sent(sender))];
    }

    /// <summary>Begins another exchange.</summary>
    public RecordedExchange Begin(HttpHead request)
    {
        var exchange = new RecordedExchange(request);
        lock (gate)
            exchanges.Add(exchange);
        return exchange;
    }

    public override async Task<string> SaveAsync(string directory, string name)
    {
        var file = $"{name}.session";
        await using var session = new RecordedHttpConversation(SessionWriter.Begin(File.Create(Path.Join(directory, file)), name, isHttp: true));
        foreach (var one in All())
            await one.SaveAsync(session);
        return session.Problem is { } problem ? $"{file}   ({problem})" : file;
    }

    public override Task<ConversationReport> CheckAsync(IPacketObserver? observer = null, Action<string>? say = null, CancellationToken cancellationToken = default) =>
        new HttpConversationWatch(ReadAsync(say, cancellationToken), observer).RunAsync(cancellationToken);

    private async IAsyncEnumerable<WatchedExchange> ReadAsync(Action<string>? say, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var one in All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            say?.Invoke($"C: {one.Request.First}");
            say?.Invoke(one.Answer is { } answer ? $"S: {answer.First}" : "S: no answer");
            yield return one.Watched();
        }
        await Task.CompletedTask;
    }

    private List<RecordedExchange> All()
    {
        lock (gate)
            return [.. exchanges];
    }
}

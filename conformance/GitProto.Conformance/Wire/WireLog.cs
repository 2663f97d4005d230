using GitProto.Tracing;

namespace GitProto.Conformance.Wire;

/// <summary>The conversations of one run, in the order in which they began.</summary>
public sealed class WireLog
{
    private readonly Lock gate = new();
    private readonly List<WireRecording> connections = [];

    /// <summary>All so far.</summary>
    public IReadOnlyList<WireRecording> Connections
    {
        get
        {
            lock (gate)
                return [.. connections];
        }
    }

    /// <summary>Begins another that is one connection.</summary>
    /// <param name="kind">What is known of it; null for one that begins with the request line of git://.</param>
    public ConnectionRecording Begin(ConversationKind? kind = null) => Add(new ConnectionRecording(kind));

    /// <summary>Begins another over HTTP.</summary>
    internal Http.HttpRecording BeginHttp() => Add(new Http.HttpRecording());

    private T Add<T>(T recording) where T : WireRecording
    {
        lock (gate)
            connections.Add(recording);
        return recording;
    }
}

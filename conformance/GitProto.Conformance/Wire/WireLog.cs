namespace GitProto.Conformance.Wire;

/// <summary>The connections of one run, in the order in which they were opened.</summary>
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

    /// <summary>Begins another.</summary>
    public WireRecording Begin()
    {
        var recording = new WireRecording();
        lock (gate)
            connections.Add(recording);
        return recording;
    }
}

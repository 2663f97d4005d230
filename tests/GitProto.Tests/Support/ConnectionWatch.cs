using System.Diagnostics.Tracing;

namespace GitProto.Tests;

/// <summary>Notes every socket that the code of one test connects, whatever thread it runs on.</summary>
internal sealed class ConnectionWatch : EventListener
{
    private static readonly AsyncLocal<List<string>?> Noted = new();
    private static readonly ConnectionWatch Running = new();

    /// <summary>Begins to note for the code that follows.</summary>
    public static IReadOnlyList<string> Begin()
    {
        _ = Running;
        return Noted.Value = [];
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "System.Net.Sockets")
            EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName != "ConnectStart" || Noted.Value is not { } list)
            return;
        lock (list)
            list.Add($"{eventData.Payload?[0]}");
    }
}

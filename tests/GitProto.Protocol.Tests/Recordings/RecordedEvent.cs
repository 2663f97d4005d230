namespace GitProto.Protocol.Tests.Recordings;

/// <summary>One thing that happened on the wire, in order of arrival.</summary>
public abstract record RecordedEvent
{
    /// <summary>Bytes from one side. All that comes before the other side speaks is one event.</summary>
    public sealed record Data(RecordedSide From, ReadOnlyMemory<byte> Bytes) : RecordedEvent;

    /// <summary>One side will send no more.</summary>
    public sealed record End(RecordedSide From) : RecordedEvent;

    /// <summary>An HTTP request begins; what the client sends until the answer is its body.</summary>
    public sealed record Turn(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers) : RecordedEvent;

    /// <summary>The answer to it begins; what the server sends until the next turn is its body.</summary>
    public sealed record Answer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers) : RecordedEvent;
}

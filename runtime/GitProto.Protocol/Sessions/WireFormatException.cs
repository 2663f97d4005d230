namespace GitProto.Protocol;

/// <summary>A packet or line that the grammar of its message does not allow.</summary>
public sealed class WireFormatException : MalformedMessageException
{
    /// <summary>Makes the error.</summary>
    public WireFormatException(ReadErrorKind kind, long line, long offset, string what, string? expected, string? element)
        : base(what, expected, element) => (Kind, Line, Offset) = (kind, line, offset);

    /// <summary>What is wrong.</summary>
    public ReadErrorKind Kind { get; }

    /// <summary>The packet of the message, counted from 1.</summary>
    public long Line { get; }

    /// <summary>The byte of the stream where the packet begins.</summary>
    public long Offset { get; }
}

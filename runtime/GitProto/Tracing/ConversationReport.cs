using GitProto.Protocol;
using GitProto.Server;

namespace GitProto.Tracing;

/// <summary>What a conversation was, as the flows of the spec take it.</summary>
public sealed record ConversationReport
{
    /// <summary>The service; null if the conversation ended before it was named.</summary>
    public GitService? Service { get; init; }

    /// <summary>The version that the server spoke; null if it said nothing.</summary>
    public int? Protocol { get; init; }

    /// <summary>How it ended.</summary>
    public required ConversationEnd End { get; init; }

    /// <summary>Who ended it, or broke a rule; null where it is complete.</summary>
    public Role? By { get; init; }

    /// <summary>Over HTTP, the request that was read last, counted from 1; null on other transports.</summary>
    public int? Exchange { get; init; }

    /// <summary>The first byte of that side's stream that is at fault, counted from 0, over HTTP in the body of that exchange; null where none is.</summary>
    public long? Offset { get; init; }

    /// <summary>The element of the spec that it was taken for; null where none is.</summary>
    public string? Element { get; init; }

    /// <summary>The sentence of a refusal, a cut or a violation, fit for display; null where the conversation is complete.</summary>
    public string? Problem { get; init; }

    /// <summary>The flow and the state where it ended.</summary>
    public required string Where { get; init; }

    /// <summary>What the server offered.</summary>
    public Capabilities Offered { get; init; } = Capabilities.None;

    /// <summary>What the client asked for.</summary>
    public Capabilities Asked { get; init; } = Capabilities.None;

    /// <summary>How many lines were written again, from what was read of them, in the bytes in which they had come.</summary>
    public long Lines { get; init; }

    /// <summary>The first line that would have been written in other bytes, in a sentence fit for display; null if there was none.</summary>
    public string? Difference { get; init; }

    /// <summary>True if no side broke a rule of the spec: the conversation is complete, or was refused in words.</summary>
    public bool IsLegal => End is ConversationEnd.Complete or ConversationEnd.Refused;
}

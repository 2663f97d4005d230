using System.Net;

namespace GitProto.Proxying;

/// <summary>What a proxy does with what passes through it.</summary>
public sealed record GitProxyOptions
{
    /// <summary>The defaults: everything passes as it is, and nobody looks at it.</summary>
    public static GitProxyOptions Default { get; } = new();

    /// <summary>Gives what looks at a conversation, from the address of its client; it is disposed of at the end of the conversation. Default nobody.</summary>
    public Func<EndPoint?, IConversationTap>? Tap { get; init; }

    /// <summary>Gives what changes the packets of a conversation. Default nothing.</summary>
    public Func<IPacketFault?>? Fault { get; init; }

    /// <summary>A conversation is cut off in which no side has sent anything for so long. Default ten minutes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Is told of conversations that failed, such as for a server that cannot be reached. That one side leaves is none. Default nobody.</summary>
    public Action<Exception, EndPoint?>? OnError { get; init; }
}

using System.Net;
using GitProto.Proxying;

namespace GitProto.AspNetCore;

/// <summary>What a proxy of smart HTTP does with what passes through it.</summary>
public sealed record GitHttpProxyOptions
{
    /// <summary>The defaults: everything passes as it is, and nobody looks at it.</summary>
    public static GitHttpProxyOptions Default { get; } = new();

    /// <summary>Gives what looks at a conversation, from the address of its client; it is disposed of at the end of the conversation. Default nobody.</summary>
    public Func<EndPoint?, IHttpConversationTap>? Tap { get; init; }

    /// <summary>Gives what changes the packets of a conversation. Bodies that it changes go on in chunks and in no encoding. Default nothing.</summary>
    public Func<IPacketFault?>? Fault { get; init; }

    /// <summary>To open a connection to the server. Default 30 seconds.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An exchange is cut off in which no side has sent anything for so long. Default ten minutes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a conversation whose connections are closed may go on over another, as with a server that closes them behind each answer. Default two seconds.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Is told of exchanges that failed, such as for a server that cannot be reached. Default nobody.</summary>
    public Action<Exception, EndPoint?>? OnError { get; init; }
}

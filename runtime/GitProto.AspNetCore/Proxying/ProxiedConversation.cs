using GitProto.Proxying;
using GitProto.Server;

namespace GitProto.AspNetCore.Proxying;

/// <summary>The requests of one client that belong together.</summary>
/// <param name="client">The address of the client, without its port.</param>
/// <param name="tap">Is shown what passes.</param>
/// <param name="fault">What is changed.</param>
internal sealed class ProxiedConversation(string client, IHttpConversationTap? tap, IPacketFault? fault)
{
    public IHttpConversationTap? Tap => tap;

    public IPacketFault? Fault => fault;

    /// <summary>The head of the request that is being served, or was last.</summary>
    public required SmartHttpHead Head { get; set; }

    /// <summary>The connections that it goes over and that are open.</summary>
    public HashSet<string> Connections { get; } = [];

    /// <summary>The status of the last answer; 0 before the first.</summary>
    public int Status { get; set; }

    /// <summary>When the last of its connections was closed.</summary>
    public long LeftAt { get; set; }

    /// <summary>True while a request is being served.</summary>
    public bool IsBusy { get; set; }

    /// <summary>True once no request can follow.</summary>
    public bool IsOver { get; set; }

    /// <summary>True if a request can be the next of it.</summary>
    public bool Expects(SmartHttpHead next, string connection, string from)
    {
        if (IsBusy || IsOver || from != client)
            return false;
        var (last, asked) = (SmartHttpRequest.Read(Head), SmartHttpRequest.Read(next));
        // Behind a challenge it is the same that is asked for again, behind a redirect what it leads to.
        if (asked is { Refusal: null, AdvertiseOnly: true } && Status is not 401 and not (>= 300 and < 400))
            return false;
        return Connections.Contains(connection) || (asked.Refusal is null && last.Refusal is null && asked.Path == last.Path && asked.Service == last.Service);
    }
}

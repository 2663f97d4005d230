using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>The words in which a client asks for a version of the protocol.</summary>
internal static class AskedVersion
{
    /// <summary>The words; null for version 0, which is asked for by silence.</summary>
    /// <remarks>Source: the rule <c>protocol-version/v0-default</c>.</remarks>
    public static string? Words(int protocol) => protocol > 0 ? ProtocolVersionTransport.Version(protocol) : null;
}

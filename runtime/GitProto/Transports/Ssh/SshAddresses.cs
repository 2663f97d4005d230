namespace GitProto.Transports;

/// <summary>Which addresses of a host are tried.</summary>
public enum SshAddresses
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those of IPv4.</summary>
    IPv4,

    /// <summary>Those of IPv6.</summary>
    IPv6,
}

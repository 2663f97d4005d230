using System.Net;

namespace GitProto.Transports;

/// <summary>Networks that are no part of the public Internet, or that lead on to an address which cannot be seen here.</summary>
/// <remarks>Source: the special-purpose address registries of IANA (RFC 6890 and its successors), and multicast.</remarks>
internal static class SpecialNetworks
{
    private static readonly IPNetwork[] All = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        // IPv6: 2000::/3 alone is given out, and of it these are special.
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    }.Select(text => IPNetwork.Parse(text))];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>True for an address in one of them.</summary>
    public static bool Contain(IPAddress address) =>
        Array.Exists(All, network => network.Contains(address)) || (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 && !GlobalUnicast.Contains(address));
}

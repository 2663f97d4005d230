using System.Net;
using System.Net.Sockets;

namespace GitProto.Transports;

/// <summary>
/// Which addresses are connected to, for a client that is given URLs by others, as a hoster that imports repositories. The addresses that a name resolves to are looked at
/// one by one, and the connection goes to one of those that were: a name that resolves to something else a moment later, or a redirect, leads nowhere else.
/// </summary>
public sealed class AddressPolicy
{
    private readonly Func<IPAddress, bool> allows;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve;

    /// <summary>Makes a policy.</summary>
    /// <param name="allows">Says of an address whether it may be connected to. An IPv4 address in the form of IPv6 is shown as IPv4.</param>
    /// <param name="resolve">Gives the addresses of a name; null for the resolver of the system.</param>
    public AddressPolicy(Func<IPAddress, bool> allows, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        ArgumentNullException.ThrowIfNull(allows);
        (this.allows, this.resolve) = (allows, resolve ?? Dns.GetHostAddressesAsync);
    }

    /// <summary>Only addresses of the public Internet: none of this machine, of a private or local network, of a tunnel or a translator, or of documentation.</summary>
    public static AddressPolicy PublicOnly { get; } = new(address => !SpecialNetworks.Contain(address));

    /// <summary>Resolves a host and connects to what is allowed of it.</summary>
    /// <param name="host">A name or an address, without brackets.</param>
    /// <param name="port">1 to 65535.</param>
    /// <param name="socket">The socket.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="PolicyException">Nothing of it is allowed. Nothing was opened.</exception>
    internal async Task ConnectAsync(Socket socket, string host, int port, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(found, address => allows(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
        if (allowed.Length == 0)
            throw new PolicyException($"No connection to '{Escape.ForDisplay(host)}': it has no address that may be connected to ({nameof(GitUrlOptions)}.{nameof(GitUrlOptions.Addresses)}).");
        await socket.ConnectAsync(allowed, port, cancellationToken).ConfigureAwait(false);
    }
}

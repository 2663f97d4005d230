using System.Globalization;
using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>What ssh is told: where to go, and what to run there.</summary>
/// <remarks>Source: spec/transports/ssh.yaml; connect.c push_ssh_options.</remarks>
internal static class SshArguments
{
    /// <summary>The options and the host, for a program of a variant.</summary>
    /// <exception cref="PolicyException">It takes no option for something that is needed.</exception>
    public static IReadOnlyList<string> ForHost(SshVariant variant, GitUrl url, SshAddresses addresses, int protocol)
    {
        var arguments = new List<string>();
        if (SendsVersion(variant, protocol))
            arguments.AddRange(["-o", SshTransport.SendEnvironment]);
        if (addresses != SshAddresses.Any)
            arguments.Add(Allowed(variant, addresses == SshAddresses.IPv4 ? SshTransport.OptionIpv4 : SshTransport.OptionIpv6));
        if (variant == SshVariant.Tortoiseplink)
            arguments.Add(SshTransport.OptionBatch);
        if (url.Port is { } port)
        {
            arguments.Add(Allowed(variant, variant == SshVariant.Ssh ? SshTransport.OptionPort : SshTransport.OptionPlinkPort));
            arguments.Add(port.ToString(CultureInfo.InvariantCulture));
        }
        arguments.Add(Host(url));
        return arguments;
    }

    /// <summary>The command for the other side.</summary>
    public static string Remote(GitProtoRequestService service, string? program, GitUrl url)
    {
        var path = ShellQuote.Wrap(url.Path.ToString());
        return program is not null ? $"{program} {path}"
            : service == GitProtoRequestService.UploadPack ? SshTransport.UploadPack(path)
            : service == GitProtoRequestService.ReceivePack ? SshTransport.ReceivePack(path)
            : SshTransport.UploadArchive(path);
    }

    /// <summary>True if the version is told by environment.</summary>
    public static bool SendsVersion(SshVariant variant, int protocol) => variant == SshVariant.Ssh && protocol > 0;

    private static string Host(GitUrl url)
    {
        var host = url.User is { } user ? $"{user}@{url.Host}" : url.Host;
        // The parser lets none through; this is the last place before a program reads it.
        return host.StartsWith('-') ? throw new PolicyException($"strange hostname '{Escape.ForDisplay(host)}' blocked") : host;
    }

    private static string Allowed(SshVariant variant, string option) => variant != SshVariant.Simple ? option
        : throw new PolicyException(option is SshTransport.OptionIpv4 or SshTransport.OptionIpv6
            ? $"ssh variant 'simple' does not support {option}" : "ssh variant 'simple' does not support setting port");
}

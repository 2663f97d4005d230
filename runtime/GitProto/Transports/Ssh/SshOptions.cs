using GitProto.Protocol;

namespace GitProto.Transports;

/// <summary>How ssh is run. Keys, passwords, known hosts and proxies are its own business, and those of its config.</summary>
public sealed record SshOptions
{
    /// <summary>The defaults.</summary>
    public static SshOptions Default { get; } = new();

    /// <summary>
    /// A command line that stands in for ssh, read by the shell as git reads <c>core.sshCommand</c>. Null, the default: see <see cref="Program"/>.
    /// </summary>
    public string? Command { get; init; }

    /// <summary>A program that stands in for ssh: a name to be found on the PATH, or an absolute path. No shell reads it. Null, the default: <c>ssh</c>.</summary>
    public string? Program { get; init; }

    /// <summary>Which options it takes. Default: found out.</summary>
    public SshVariant Variant { get; init; }

    /// <summary>Which addresses of the host are tried. Default all.</summary>
    public SshAddresses Addresses { get; init; }

    /// <summary>
    /// Whether <c>GIT_SSH_COMMAND</c>, <c>GIT_SSH</c> and <c>GIT_SSH_VARIANT</c> of this process count, over what stands here, as with git. Default no: a library
    /// does not run what its environment says; the tool does.
    /// </summary>
    public bool UseEnvironment { get; init; }
}
